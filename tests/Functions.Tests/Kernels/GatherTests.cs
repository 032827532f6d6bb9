using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.TestKit;

namespace StreamSql.Functions.Tests.Kernels;

public sealed class GatherTests : IDisposable
{
    private readonly BatchArena _arena = new();

    public void Dispose() => _arena.Dispose();

    [Theory]
    [MemberData(nameof(SampleTypes.All), MemberType = typeof(SampleTypes))]
    public void Gathered_rows_are_the_source_rows(string name)
    {
        var type = SampleTypes.ByName(name);
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var values = RandomValues.Of(type, random, random.Next(1, 200));
            var rows = Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(values.Length)).ToArray();
            var result = new Vector(type);
            Gather.Rows(Columns.Column(_arena, type, values), rows, result, _arena);
            Assert.Equal(rows.Select(r => values[r]), Columns.Values(result, _arena));
        }
    }

    [Theory]
    [MemberData(nameof(SampleTypes.All), MemberType = typeof(SampleTypes))]
    public void Row_minus_one_gathers_NULL(string name)
    {
        var type = SampleTypes.ByName(name);
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var values = RandomValues.Of(type, random, random.Next(0, 100));
            var rows = Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(-1, values.Length)).ToArray();
            var result = new Vector(type);
            Gather.RowsOrNull(Columns.Column(_arena, type, values), rows, result, _arena);
            Assert.Equal(rows.Select(r => r < 0 ? null : values[r]), Columns.Values(result, _arena));
        }
    }

    [Fact]
    public void A_gathered_constant_stays_constant_unless_a_row_is_missing()
    {
        var source = Columns.Constant(_arena, SqlType.String, "x", 5);
        var result = new Vector(SqlType.String);
        Gather.Rows(source, [4, 0, 2], result, _arena);
        Assert.True(result.IsConstant);
        Assert.Equal(["x", "x", "x"], Columns.Values(result, _arena));
        Gather.RowsOrNull(source, [4, -1], result, _arena);
        Assert.Equal(["x", null], Columns.Values(result, _arena));
    }

    [Fact]
    public void Rows_of_a_slice_count_from_its_start()
    {
        var type = new SqlType.Row([new("a", new SqlType.Array(SqlType.String)), new("b", new SqlType.Boolean())]);
        var array = Columns.Array(type, Row("p"), Row("q"), Row("r"), Row("s"));
        var slice = Apache.Arrow.ArrowArrayFactory.BuildArray(array.Data.Slice(1, 3));
        var vector = new Vector(type);
        vector.Load(slice, _arena);
        var result = new Vector(type);
        Gather.Rows(vector, [2, 0], result, _arena);
        Assert.Equal([Row("s"), Row("q")], Columns.Values(result, _arena));

        static object?[] Row(string text) => [new object?[] { text, text }, true];
    }

    [Theory]
    [InlineData("TFN TFN T", "0 4 8")]
    [InlineData("NNNN", "")]
    public void A_selection_holds_the_rows_that_are_true(string predicate, string expected)
    {
        var values = predicate.Select(c => c switch { 'T' => true, 'F' => false, _ => (object?)null }).ToArray();
        var rows = new int[values.Length];
        var count = Selection.Of(Columns.Column(_arena, new SqlType.Boolean(), values), rows, _arena);
        Assert.Equal(expected, string.Join(' ', rows[..count]));
    }
}
