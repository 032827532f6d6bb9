using System.Globalization;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.TestKit;

namespace StreamSql.Execution.Tests;

/// <summary>A row of plain values with its weight.</summary>
internal sealed record Change(object?[] Row, long Weight)
{
    public string Key { get; } = Text(Row);

    public static string Text(object?[] row) => "[" + string.Join(", ", row.Select(Text)) + "]";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Weight:+0;-0} {Key}");

    private static string Text(object? value) => value switch
    {
        null => "null",
        byte[] bytes => "x" + Convert.ToHexString(bytes),
        string s => "'" + s + "'",
        double.NaN or float.NaN => "NaN",
        object?[] items => Text(items),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}

/// <summary>Plain rows to and from batches.</summary>
internal static class Changes
{
    /// <summary>One batch over memory of its own.</summary>
    public static ChangeBatch Batch(Schema schema, IReadOnlyList<Change> rows)
    {
        var builder = new ChangeBatchBuilder(schema);
        foreach (var (values, weight) in rows)
        {
            for (var i = 0; i < values.Length; i++)
                Columns.Append(builder.Columns[i], values[i]);
            builder.EndRow(weight);
        }

        return builder.Build();
    }

    public static IReadOnlyList<Change> Rows(ChangeBatch batch)
    {
        var columns = batch.Columns.Select((c, i) => Columns.Values(c, batch.Schema[i].Type)).ToArray();
        return [.. Enumerable.Range(0, batch.Count).Select(r => new Change([.. columns.Select(c => c[r])], batch.WeightOf(r)))];
    }

    /// <summary>Random changes in which only rows that are there are taken back.</summary>
    /// <param name="row">Makes the row that the i-th change puts in.</param>
    public static IReadOnlyList<Change> Random(Random random, int count, bool retractions, Func<int, object?[]> row)
    {
        var alive = new List<object?[]>();
        var changes = new List<Change>();
        for (var i = 0; i < count; i++)
        {
            if (retractions && alive.Count > 0 && random.Next(5) < 2)
            {
                var gone = random.Next(alive.Count);
                changes.Add(new Change(alive[gone], -1));
                alive.RemoveAt(gone);
                continue;
            }

            alive.Add(row(i));
            changes.Add(new Change(alive[^1], 1));
        }

        return changes;
    }

    /// <summary>The sum of weights per row, rows of weight 0 left out, as sorted lines.</summary>
    public static string[] Net(IEnumerable<Change> changes) =>
    [
        .. changes.GroupBy(c => c.Key)
            .Select(g => (g.Key, Weight: g.Sum(c => c.Weight)))
            .Where(g => g.Weight != 0)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Weight:+0;-0} {g.Key}"))
            .Order(StringComparer.Ordinal),
    ];
}

/// <summary>Keeps what an operator puts out.</summary>
internal sealed class Collector : IChangeConsumer
{
    public List<Change> Rows { get; } = [];

    public List<int> BatchSizes { get; } = [];

    public void OnBatch(ChangeBatch batch)
    {
        BatchSizes.Add(batch.Count);
        Rows.AddRange(Changes.Rows(batch));
    }

    /// <summary>What has come since the last call.</summary>
    public IReadOnlyList<Change> Take()
    {
        Change[] rows = [.. Rows];
        Rows.Clear();
        return rows;
    }
}
