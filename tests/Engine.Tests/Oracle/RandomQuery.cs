using System.Globalization;

namespace StreamSql.Engine.Tests.Oracle;

/// <summary>A query in both dialects, with the columns that it gives.</summary>
internal sealed record QueryText(string Ours, string Theirs, IReadOnlyList<Column> Columns);

/// <summary>Makes random queries of all that both dialects have: projections, conditions, groups, DISTINCT, unions, joins, windows.</summary>
internal sealed class RandomQuery(IReadOnlyList<RandomTable> tables, Random random)
{
    private readonly RandomScalar _scalars = new(random);
    private int _names;

    public QueryText Make()
    {
        var query = Relation(random.Next(1, 4));
        if (random.Next(4) != 0)
            return query;

        // Sorted by all columns, which rows are left does not depend on ties.
        var order = string.Join(", ", query.Columns.Select(c => c.Name + (random.Next(2) == 0 ? " ASC NULLS FIRST" : " DESC NULLS LAST")));
        var limit = string.Create(CultureInfo.InvariantCulture, $"ORDER BY {order} LIMIT {random.Next(12)}");
        return query with
        {
            Ours = $"SELECT * FROM ({query.Ours}) AS q {limit}",
            Theirs = $"SELECT * FROM ({query.Theirs}) AS q {limit}",
        };
    }

    private QueryText Relation(int depth) => (depth == 0 ? 0 : random.Next(8)) switch
    {
        0 => Table(),
        1 => Select(Relation(depth - 1)),
        2 or 3 => Group(Relation(depth - 1)),
        4 => Distinct(Relation(depth - 1)),
        5 => Union(Relation(depth - 1), Relation(depth - 1)),
        6 => Join(Relation(depth - 1), Relation(depth - 1)),
        _ => Window(),
    };

    private QueryText Table()
    {
        var table = tables[random.Next(tables.Count)];
        var text = $"SELECT * FROM {table.Name}";
        return new QueryText(text, text, table.Columns);
    }

    private QueryText Select(QueryText from)
    {
        var columns = Enumerable.Range(0, random.Next(1, 5)).Select(_ => (Kind: (Kind)random.Next((int)Kind.Time + 1), Name: Name())).ToArray();
        var values = columns.Select(c => _scalars.Of(c.Kind, from.Columns, 2)).ToArray();
        var condition = _scalars.Of(Kind.Bool, from.Columns, 2);
        return Over(
            [from], columns.Select(c => new Column(c.Name, c.Kind)),
            (dialect, inputs) => $"SELECT {Aliased(values.Select(v => v.In(dialect)), columns.Select(c => c.Name))} FROM ({inputs[0]}) AS q WHERE {condition.In(dialect)}");
    }

    private QueryText Group(QueryText from)
    {
        var keys = from.Columns.Where(_ => random.Next(3) == 0).Take(2).ToArray();
        if (keys.Length == 0)
            keys = [from.Columns[random.Next(from.Columns.Count)]];
        var calls = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Call(from.Columns)).ToArray();
        var names = keys.Select(_ => Name()).Concat(calls.Select(_ => Name())).ToArray();
        var having = random.Next(3) == 0 ? string.Create(CultureInfo.InvariantCulture, $" HAVING COUNT(*) > {random.Next(4)}") : "";
        return Over(
            [from], [.. keys.Select((k, i) => k with { Name = names[i] }), .. calls.Select((c, i) => new Column(names[keys.Length + i], c.Result))],
            (dialect, inputs) => $"SELECT {Aliased([.. keys.Select(k => k.Name), .. calls.Select(c => c.In(dialect))], names)} FROM ({inputs[0]}) AS q"
                + $" GROUP BY {string.Join(", ", keys.Select(k => k.Name))}{having}");
    }

    private QueryText Distinct(QueryText from)
    {
        var columns = from.Columns.Where(_ => random.Next(2) == 0).DefaultIfEmpty(from.Columns[0]).ToArray();
        return Over([from], columns, (_, inputs) => $"SELECT DISTINCT {string.Join(", ", columns.Select(c => c.Name))} FROM ({inputs[0]}) AS q");
    }

    private QueryText Union(QueryText left, QueryText right)
    {
        var columns = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Column(Name(), (Kind)random.Next((int)Kind.Time + 1))).ToArray();
        ScalarText[] Side(QueryText side) => [.. columns.Select(c => _scalars.Of(c.Kind, side.Columns, 1))];
        var (a, b) = (Side(left), Side(right));
        return Over([left, right], columns, (dialect, inputs) =>
            $"SELECT {Aliased(a.Select(v => v.In(dialect)), columns.Select(c => c.Name))} FROM ({inputs[0]}) AS l"
            + $" UNION ALL SELECT {string.Join(", ", b.Select(v => v.In(dialect)))} FROM ({inputs[1]}) AS r");
    }

    private QueryText Join(QueryText left, QueryText right)
    {
        var pairs = left.Columns.SelectMany(l => right.Columns.Where(r => r.Kind == l.Kind).Select(r => (Left: l, Right: r))).ToArray();
        if (pairs.Length == 0)
            return Distinct(left);
        var pair = pairs[random.Next(pairs.Length)];
        var equals = random.Next(4) == 0 ? "IS NOT DISTINCT FROM" : "=";
        var picked = left.Columns.Select(c => (Side: "l", Column: c)).Concat(right.Columns.Select(c => (Side: "r", Column: c)))
            .Where(_ => random.Next(2) == 0).DefaultIfEmpty((Side: "l", Column: pair.Left)).ToArray();
        var names = picked.Select(_ => Name()).ToArray();
        var condition = random.Next(2) == 0
            ? null
            : _scalars.Of(Kind.Bool, [.. left.Columns.Select(c => c with { Name = "l." + c.Name }), .. right.Columns.Select(c => c with { Name = "r." + c.Name })], 1);
        return Over([left, right], picked.Select((p, i) => p.Column with { Name = names[i] }), (dialect, inputs) =>
            $"SELECT {Aliased(picked.Select(p => $"{p.Side}.{p.Column.Name}"), names)} FROM ({inputs[0]}) AS l JOIN ({inputs[1]}) AS r"
            + $" ON l.{pair.Left.Name} {equals} r.{pair.Right.Name}" + (condition is null ? "" : $" AND {condition.In(dialect)}"));
    }

    /// <summary>Groups of windows over a table: theirs are made of time_bucket and a series of numbers.</summary>
    private QueryText Window()
    {
        var table = tables[random.Next(tables.Count)];
        var keys = table.Columns.Where(c => c.Kind != Kind.Time && random.Next(3) == 0).Take(1).ToArray();
        var calls = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Call(table.Columns)).ToArray();
        var step = random.Next(1, 40);
        var count = random.Next(1, 5);
        var size = step * count;
        var (function, start, condition) = random.Next(3) switch
        {
            0 => ($"TUMBLE(TABLE {table.Name}, DESCRIPTOR(ts), INTERVAL '{size}' SECOND)", Bucket(size), "g = 0"),
            1 => ($"HOP(TABLE {table.Name}, DESCRIPTOR(ts), INTERVAL '{step}' SECOND, INTERVAL '{size}' SECOND)",
                $"{Bucket(step)} - g * INTERVAL {step} SECONDS", $"g < {count}"),
            _ => ($"CUMULATE(TABLE {table.Name}, DESCRIPTOR(ts), INTERVAL '{step}' SECOND, INTERVAL '{size}' SECOND)",
                Bucket(size), $"g < {count} AND {Bucket(size)} + (g + 1) * INTERVAL {step} SECONDS > ts"),
        };
        var end = function.StartsWith("CUMULATE", StringComparison.Ordinal)
            ? $"window_start + (g + 1) * INTERVAL {step} SECONDS"
            : $"window_start + INTERVAL {size} SECONDS";
        var names = Enumerable.Range(0, 2 + keys.Length + calls.Length).Select(_ => Name()).ToArray();
        string Text(int dialect, string from) =>
            $"SELECT {Aliased(["window_start", "window_end", .. keys.Select(k => k.Name), .. calls.Select(c => c.In(dialect))], names)}"
            + $" FROM {from} GROUP BY {string.Join(", ", ["window_start", "window_end", .. keys.Select(k => k.Name)])}";
        return new QueryText(
            Text(0, $"TABLE({function})"),
            Text(1, $"(SELECT *, {start} AS window_start, {end} AS window_end FROM {table.Name}, range(0, 5) AS s(g) WHERE {condition}) AS w"),
            [
                new Column(names[0], Kind.Time), new Column(names[1], Kind.Time),
                .. keys.Select((k, i) => k with { Name = names[2 + i] }), .. calls.Select((c, i) => new Column(names[2 + keys.Length + i], c.Result)),
            ]);
    }

    private static string Bucket(int seconds) => $"time_bucket(INTERVAL {seconds} SECONDS, ts, TIMESTAMP '1970-01-01')";

    private AggregateText Call(IReadOnlyList<Column> columns)
    {
        var column = columns[random.Next(columns.Count)];
        var numeric = column.Kind is Kind.Int or Kind.Long or Kind.Double or Kind.Decimal;
        var (name, result) = random.Next(7) switch
        {
            0 => ("COUNT(*)", Kind.Long),
            1 => ($"COUNT({column.Name})", Kind.Long),
            2 => ($"COUNT(DISTINCT {column.Name})", Kind.Long),
            3 when column.Kind != Kind.Bool => ($"MIN({column.Name})", column.Kind),
            4 when column.Kind != Kind.Bool => ($"MAX({column.Name})", column.Kind),
            5 when numeric => ($"CAST(SUM({(random.Next(3) == 0 ? "DISTINCT " : "")}{column.Name}) AS {RandomTable.OurType(column.Kind)})", column.Kind),
            6 when column.Kind == Kind.Double => ($"{(random.Next(3) switch { 0 => "AVG", 1 => "VAR_POP", _ => "STDDEV_SAMP" })}({column.Name})", Kind.Double),
            _ => ("COUNT(*)", Kind.Long),
        };
        if (random.Next(3) != 0 || name.StartsWith("CAST", StringComparison.Ordinal))
            return new AggregateText(name, null, result);
        return new AggregateText(name, _scalars.Of(Kind.Bool, columns, 1), result);
    }

    private string Name() => string.Create(CultureInfo.InvariantCulture, $"x{_names++}");

    private static QueryText Over(IReadOnlyList<QueryText> inputs, IEnumerable<Column> columns, Func<int, string[], string> text) => new(
        text(0, [.. inputs.Select(i => i.Ours)]), text(1, [.. inputs.Select(i => i.Theirs)]), [.. columns]);

    private static string Aliased(IEnumerable<string> values, IEnumerable<string> names) => string.Join(", ", values.Zip(names, (v, n) => $"{v} AS {n}"));

    private sealed record AggregateText(string Name, ScalarText? Filter, Kind Result)
    {
        public string In(int dialect) => Filter is null ? Name : $"{Name} FILTER (WHERE {Filter.In(dialect)})";
    }
}
