namespace StreamSql.Engine.Tests.Oracle;

/// <summary>An expression in both dialects.</summary>
internal sealed record ScalarText(string Ours, string Theirs)
{
    /// <param name="dialect">0 for ours, 1 for theirs.</param>
    public string In(int dialect) => dialect == 0 ? Ours : Theirs;
}

/// <summary>Makes random expressions that both dialects compute alike.</summary>
internal sealed class RandomScalar(Random random)
{
    public ScalarText Of(Kind kind, IReadOnlyList<Column> columns, int depth)
    {
        var candidates = columns.Where(c => c.Kind == kind).ToArray();
        if (depth == 0 || random.Next(4) == 0)
        {
            return candidates.Length > 0 && random.Next(5) != 0
                ? Both(candidates[random.Next(candidates.Length)].Name)
                : Both(RandomTable.Literal(kind, random));
        }

        ScalarText Sub(Kind of) => Of(of, columns, depth - 1);
        return (kind, random.Next(5)) switch
        {
            (_, 0) => Combine("CASE WHEN {0} THEN {1} ELSE {2} END", Sub(Kind.Bool), Sub(kind), Sub(kind)),
            (_, 1) => Combine("COALESCE({0}, {1})", Sub(kind), Sub(kind)),
            (Kind.Bool, _) => Condition(columns, depth),
            (Kind.Text, _) => Combine("CAST({0} || {1} AS STRING)", Sub(kind), Sub(kind)),
            (Kind.Time, _) => Combine("{0} + INTERVAL '7' SECOND", Sub(kind)),
            (Kind.Int or Kind.Long, 2) => Remainder(kind, Sub(kind)),
            (Kind.Int or Kind.Long, 3) => Quotient(kind, Sub(kind)),
            (Kind.Decimal, 2) => Combine("NULLIF({0}, {1})", Sub(kind), Sub(kind)),
            _ => Combine($"CAST({{0}} {"+-"[random.Next(2)]} {{1}} AS {RandomTable.OurType(kind)})", Sub(kind), Sub(kind)),
        };
    }

    private ScalarText Condition(IReadOnlyList<Column> columns, int depth)
    {
        var kind = (Kind)random.Next((int)Kind.Time + 1);
        ScalarText Sub(Kind of) => Of(of, columns, depth - 1);
        return random.Next(9) switch
        {
            0 => Combine("({0} AND {1})", Sub(Kind.Bool), Sub(Kind.Bool)),
            1 => Combine("({0} OR {1})", Sub(Kind.Bool), Sub(Kind.Bool)),
            2 => Combine("NOT ({0})", Sub(Kind.Bool)),
            3 => Combine("({0}) IS NULL", Sub(kind)),
            4 => Combine("{0} IS DISTINCT FROM {1}", Sub(kind), Sub(kind)),
            5 when kind != Kind.Bool => Combine("{0} BETWEEN {1} AND {2}", Sub(kind), Sub(kind), Sub(kind)),
            6 when kind != Kind.Bool => Combine(
                "{0} IN ({1}, {2}, {3})", Sub(kind), Both(RandomTable.Literal(kind, random)), Both(RandomTable.Literal(kind, random)), Both(RandomTable.Literal(kind, random))),
            _ when kind != Kind.Bool => Combine($"{{0}} {(random.Next(4) switch { 0 => "<", 1 => ">=", 2 => "<>", _ => "=" })} {{1}}", Sub(kind), Sub(kind)),
            _ => Combine("({0}) IS TRUE", Sub(Kind.Bool)),
        };
    }

    private ScalarText Remainder(Kind kind, ScalarText value) =>
        Combine($"CAST(({{0}}) % {Divisor()} AS {RandomTable.OurType(kind)})", value);

    // Whole numbers are divided by // there.
    private ScalarText Quotient(Kind kind, ScalarText value)
    {
        var (divisor, type) = (Divisor(), RandomTable.OurType(kind));
        return new ScalarText($"CAST(({value.Ours}) / {divisor} AS {type})", $"CAST(({value.Theirs}) // {divisor} AS {type})");
    }

    private string Divisor() => random.Next(2) == 0 ? "3" : "-2";

    private static ScalarText Combine(string format, params ScalarText[] parts) => new(
        string.Format(null, format, [.. parts.Select(p => $"({p.Ours})")]), string.Format(null, format, [.. parts.Select(p => $"({p.Theirs})")]));

    private static ScalarText Both(string text) => new(text, text);
}
