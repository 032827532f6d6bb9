using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Functions.Tests.Aggregates;

public class AggregateTests
{
    private static readonly Random Fixed = new(0);

    [Fact]
    public void A_sum_of_decimals_that_outgrew_its_type_comes_back_when_rows_are_taken_away()
    {
        var largest = Int128.Parse(new string('9', 38));
        using var run = new AggregateRun("SUM", new SqlType.Decimal(38, 0), groups: 1);
        using var store = run.NewStore();

        run.Add(store, [new(0, largest), new(0, largest), new(0, (Int128)7)], Fixed);
        Assert.Null(run.Results(store)[0]);
        run.Add(store, [new(0, largest, -2)], Fixed);

        Assert.Equal((Int128)7, run.Results(store)[0]);
    }

    [Fact]
    public void A_sum_of_doubles_forgets_infinity_and_NaN_when_they_are_taken_away()
    {
        using var run = new AggregateRun("SUM", new SqlType.Double(), groups: 1);
        using var store = run.NewStore();

        run.Add(store, [new(0, 0.1), new(0, double.PositiveInfinity), new(0, double.NaN)], Fixed);
        Assert.Equal(double.NaN, run.Results(store)[0]);
        run.Add(store, [new(0, double.NaN, -1)], Fixed);
        Assert.Equal(double.PositiveInfinity, run.Results(store)[0]);
        run.Add(store, [new(0, double.PositiveInfinity, -1)], Fixed);

        Assert.Equal(0.1, run.Results(store)[0]);
    }

    [Fact]
    public void A_text_that_a_smaller_one_replaces_is_given_back()
    {
        using var run = new AggregateRun("MIN", SqlType.String, groups: 1);
        using var store = run.NewStore();

        run.Add(store, [new(0, "thirteen bytes"), new(0, "a much smaller text")], Fixed);

        Assert.Equal("a much smaller text", run.Results(store)[0]);
        Assert.Equal("thirteen bytes".Length, store.Text.Garbage);
    }

    [Theory]
    [InlineData("COUNT", "STRING", "BIGINT NOT NULL")]
    [InlineData("SUM", "INT NOT NULL", "INT")]
    [InlineData("SUM", "DECIMAL(10, 2)", "DECIMAL(38, 2)")]
    [InlineData("AVG", "SMALLINT", "SMALLINT")]
    [InlineData("AVG", "DECIMAL(10, 2)", "DECIMAL(38, 6)")]
    [InlineData("AVG", "DECIMAL(20, 10)", "DECIMAL(38, 10)")]
    [InlineData("MAX", "TIMESTAMP(3)", "TIMESTAMP(3)")]
    [InlineData("STDDEV", "INT", "INT")]
    [InlineData("VARIANCE", "DECIMAL(10, 2)", "DECIMAL(38, 6)")]
    [InlineData("SUM", "STRING", null)]
    [InlineData("MIN", "ARRAY<INT>", null)]
    public void Results_have_the_types_of_Flink(string function, string argument, string? result)
    {
        SqlType[] types =
        [
            SqlType.String, new SqlType.Integer { Nullable = false }, new SqlType.Integer(), new SqlType.SmallInt(), new SqlType.Decimal(10, 2),
            new SqlType.Decimal(20, 10), new SqlType.Timestamp(3), new SqlType.Array(new SqlType.Integer()),
        ];
        var call = BuiltinFunctions.Instance.FindAggregate(function)!.Resolve([new ArgumentInfo(types.Single(t => t.ToString() == argument))]);

        Assert.Equal(result, call?.Result.ToString());
    }

    [Fact]
    public void Count_of_several_columns_counts_rows_without_any_null()
    {
        var call = BuiltinFunctions.Instance.FindAggregate("count")!.Resolve([new(new SqlType.Integer()), new(SqlType.String)])!;
        using var arena = new BatchArena();

        Assert.Equal(1L, CountOf(call, arena, Columns.Column(arena, new SqlType.Integer(), 1, null, 3), Columns.Column(arena, SqlType.String, "a", "b", null)));
        Assert.Equal(0L, CountOf(call, arena, Columns.Column(arena, new SqlType.Integer(), 1, 2), Columns.Constant(arena, SqlType.String, null, 2)));
    }

    [Fact]
    public void Count_without_columns_counts_rows()
    {
        var call = BuiltinFunctions.Instance.FindAggregate("COUNT")!.Resolve([])!;
        using var arena = new BatchArena();
        var accumulator = call.CreateAccumulator();
        accumulator.Bind([0]);
        using var store = new RowStore(8);
        store.Append();

        accumulator.Add(store, [0, 0, 0], [], [], []);
        accumulator.Add(store, [0, 0], [], [-1, 5], []);
        accumulator.Add(store, [0, 0], [], [], [0b10, 0, 0, 0, 0, 0, 0, 0]);

        Assert.Equal(8L, store.At<long>(0, 0));
    }

    [Fact]
    public void Deviations_of_integers_have_no_fraction()
    {
        using var run = new AggregateRun("STDDEV_POP", new SqlType.Integer(), groups: 2);
        using var store = run.NewStore();

        run.Add(store, [new(0, 1.0), new(0, 2.0), new(0, 6.0), new(1, 4.0)], Fixed);

        Assert.Equal([2, 0], run.Results(store));
    }

    private static long CountOf(ResolvedAggregate call, BatchArena arena, params Vector[] arguments)
    {
        var accumulator = call.CreateAccumulator();
        accumulator.Bind([0]);
        using var store = new RowStore(8);
        store.Append();
        accumulator.Add(store, new int[arguments[0].Length], arguments, [], []);
        var result = new Vector(call.Result);
        result.Reset(1, constant: false);
        accumulator.Result(store, [0], result, arena);
        return (long)Columns.Values(result, arena)[0]!;
    }
}
