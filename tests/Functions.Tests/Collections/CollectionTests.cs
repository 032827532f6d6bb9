using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Functions.Tests.Collections;

/// <summary>Functions of arrays, maps and rows on columns that are windows of others, mixed with constants, against plain references.</summary>
public sealed class CollectionTests : IDisposable
{
    private static readonly SqlType[] Elements =
    [
        new SqlType.Integer(), SqlType.String, new SqlType.Boolean(), new SqlType.Decimal(30, 2), new SqlType.Array(new SqlType.Integer()),
        new SqlType.Row([new RowField("a", new SqlType.SmallInt()), new RowField("b", SqlType.String)]),
        new SqlType.Map(SqlType.String.NotNull(), new SqlType.Integer()),
    ];

    private readonly BatchArena _arena = new();
    private readonly FunctionTester _tester = new();

    public void Dispose()
    {
        _tester.Dispose();
        _arena.Dispose();
    }

    [Fact]
    public void Arrays_agree_with_a_reference()
    {
        foreach (var element in Elements)
        {
            var array = new SqlType.Array(element);
            Agrees("ARRAY_APPEND", [array, element], a => a[0] is null ? null : List(a[0]).Append(a[1]).ToArray());
            Agrees("ARRAY_PREPEND", [array, element], a => a[0] is null ? null : List(a[0]).Prepend(a[1]).ToArray());
            Agrees("ARRAY_CONCAT", [array, array, array], a => a.Contains(null) ? null : List(a[0]).Concat(List(a[1])).Concat(List(a[2])).ToArray());
            Agrees("ARRAY_DISTINCT", [array], a => a[0] is null ? null : List(a[0]).DistinctBy(Text).ToArray());
            Agrees("ARRAY_UNION", [array, array], a => a.Contains(null) ? null : List(a[0]).Concat(List(a[1])).DistinctBy(Text).ToArray());
            Agrees("ARRAY_EXCEPT", [array, array], a => a.Contains(null) ? null : List(a[0]).ExceptBy(List(a[1]).Select(Text), Text).ToArray());
            Agrees("ARRAY_INTERSECT", [array, array], a => a.Contains(null) ? null : List(a[0]).IntersectBy(List(a[1]).Select(Text), Text).ToArray());
            Agrees("ARRAY_REVERSE", [array], a => a[0] is null ? null : List(a[0]).Reverse().ToArray());
            Agrees("ARRAY_REMOVE", [array, element], a => a[0] is null ? null : List(a[0]).Where(e => Text(e) != Text(a[1])).ToArray());
            Agrees("ARRAY_CONTAINS", [array, element], a => a[0] is null ? null : List(a[0]).Any(e => Text(e) == Text(a[1])));
            Agrees("ARRAY_POSITION", [array, element], a => a.Contains(null) ? null : System.Array.FindIndex(List(a[0]), e => Text(e) == Text(a[1])) + 1);
            Agrees("CARDINALITY", [array], a => a[0] is null ? null : List(a[0]).Length);
            Agrees("[]", [array, new SqlType.SmallInt()], a =>
                a.Contains(null) || (short)a[1]! < 1 || (short)a[1]! > List(a[0]).Length ? null : List(a[0])[(short)a[1]! - 1]);
            Agrees("ARRAY", [element, element, element], a => a);
            Agrees("ROW", [element, new SqlType.Integer(), element], a => a);
        }
    }

    [Fact]
    public void Maps_agree_with_a_reference()
    {
        foreach (var value in Elements)
        {
            var map = new SqlType.Map(SqlType.String.NotNull(), value);
            Agrees("MAP_KEYS", [map], a => a[0] is null ? null : Entries(a[0]).Select(e => (object?)e.Item1).ToArray());
            Agrees("MAP_VALUES", [map], a => a[0] is null ? null : Entries(a[0]).Select(e => e.Item2).ToArray());
            Agrees("MAP_ENTRIES", [map], a => a[0] is null ? null : Entries(a[0]).Select(e => (object?)new[] { e.Item1, e.Item2 }).ToArray());
            Agrees("CARDINALITY", [map], a => a[0] is null ? null : Entries(a[0]).Length);
            Agrees("[]", [map, SqlType.String], a => a.Contains(null) ? null : Entries(a[0]).FirstOrDefault(e => Text(e.Item1) == Text(a[1])).Item2);
            Agrees("MAP_UNION", [map, map], a => a.Contains(null) ? null : Merged(Entries(a[0]).Concat(Entries(a[1]))));
            Agrees("MAP", [SqlType.String.NotNull(), value, SqlType.String.NotNull(), value], a => Merged([(a[0]!, a[1]), (a[2]!, a[3])]));
        }
    }

    [Fact]
    public void Fields_of_rows_agree_with_a_reference()
    {
        foreach (var field in Elements)
        {
            var row = new SqlType.Row([new RowField("x", new SqlType.BigInt()), new RowField("y", field)]);
            var function = BuiltinFunctions.Instance.FindScalar(".")!.Resolve([new(row), new(SqlType.String, "y")])!;
            var random = new Random(3);
            var values = RandomValues.Of(row, random, 50);
            var actual = _tester.Values(_tester.Evaluate(function, Window(row, values, random), _tester.Constant(SqlType.String, "y", 50)));
            Assert.Equal(values.Select(v => Text(v is null ? null : List(v)[1])), actual.Select(Text));
        }
    }

    private void Agrees(string name, SqlType[] types, Func<object?[], object?> reference)
    {
        foreach (var call in _tester.RandomCalls(name, types, Window, seeds: 4, mostRows: 40))
        {
            for (var row = 0; row < call.Actual.Length; row++)
            {
                var arguments = call.Arguments(row);
                Assert.True(
                    Text(reference(arguments)) == Text(call.Actual[row]),
                    $"{call.Name}: {name}({string.Join(", ", arguments.Select(Text))}) is {Text(call.Actual[row])}, not {Text(reference(arguments))}");
            }
        }
    }

    // Other rows are before and behind those that are seen.
    private Vector Window(SqlType type, object?[] values, Random random)
    {
        var before = RandomValues.Of(type, random, random.Next(3));
        var whole = Columns.Array(type, [.. before, .. values, .. RandomValues.Of(type, random, 2)]);
        var vector = new Vector(type);
        vector.Load(ArrowArrayFactory.BuildArray(whole.Data.Slice(before.Length, values.Length)), _arena);
        return vector;
    }

    private static object?[] List(object? value) => (object?[])value!;

    private static (object, object?)[] Entries(object? value) => ((object, object?)[])value!;

    private static (object, object?)[] Merged(IEnumerable<(object, object?)> entries) =>
        [.. entries.GroupBy(e => Text(e.Item1)).Select(g => (g.First().Item1, g.Last().Item2))];

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        (object, object?)[] entries => "{" + string.Join(", ", entries.Select(e => $"{Text(e.Item1)}={Text(e.Item2)}")) + "}",
        object?[] items => "[" + string.Join(", ", items.Select(Text)) + "]",
        string text => $"'{text}'",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
