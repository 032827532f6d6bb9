using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Planning;
using StreamSql.Execution.Tests.Expressions;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using static StreamSql.Execution.Tests.Expressions.TestFunctions;

namespace StreamSql.Execution.Tests.Operators;

public sealed class StatelessOperatorTests : IDisposable
{
    private static readonly Schema Wide = new(
        new Field("c0", BigInt), new Field("c1", BigInt), new Field("c2", Bool), new Field("c3", SqlType.String));

    private readonly TestShard _shard = new();

    public void Dispose() => _shard.Dispose();

    [Fact]
    public void A_filter_keeps_rows_and_weights_in_order_and_its_projection_computes_from_those_alone() => Seeds.Run(60, random =>
    {
        var condition = RandomExpressions.Condition(random, 1);
        Expr[] expressions = [Add(Column(0, BigInt), Column(1, BigInt)), Column(3, SqlType.String)];
        var plan = new LogicalPlan.Collect(new LogicalPlan.Project(
            new LogicalPlan.Filter(TestTables.Scan("t", Wide), condition),
            [.. expressions],
            new Schema(new Field("sum", BigInt), new Field("text", SqlType.String))));
        var rows = TestTables.RandomRows(Wide, random, random.Next(1, 300), retractions: random.Next(2) == 0);

        var output = TestTables.Run(_shard, plan, rows);

        Assert.Equal(
            rows.Where(r => RandomExpressions.Evaluate(condition, r.Row) is true)
                .Select(r => new Change([.. expressions.Select(e => RandomExpressions.Evaluate(e, r.Row))], r.Weight).ToString()),
            output.Select(r => r.ToString()));
    });

    [Fact]
    public void Literal_rows_come_once()
    {
        var schema = new Schema(new Field("n", BigInt), new Field("t", SqlType.String));
        var plan = new LogicalPlan.Collect(new LogicalPlan.Values(schema,
        [
            [Literal(1L, BigInt), Literal("a", SqlType.String)],
            [Add(Literal(1L, BigInt), Literal(1L, BigInt)), Literal(null, SqlType.String)],
        ]));
        using var pipeline = PipelineBuilder.Build(PhysicalPlanner.Plan([plan]), _shard);

        Assert.Equal(["+1 [1, 'a']", "+1 [2, null]"], _shard.EndMicroBatch(pipeline, Timestamp.MinValue).Select(r => r.ToString()));
        Assert.Empty(_shard.EndMicroBatch(pipeline, Timestamp.MinValue));
    }

    [Fact]
    public void A_union_has_the_rows_of_all_inputs()
    {
        var table = TestTables.Scan("t", Wide);
        var plan = new LogicalPlan.Collect(new LogicalPlan.Union([table, new LogicalPlan.Filter(table, Less(Column(0, BigInt), Literal(2L, BigInt)))], Wide));
        Change[] rows = [new([1L, 0L, true, "x"], 1), new([5L, 0L, true, "y"], 2)];

        Assert.Equal(["+2 [1, 0, True, 'x']", "+2 [5, 0, True, 'y']"], Changes.Net(TestTables.Run(_shard, plan, rows)));
    }

    [Fact]
    public void A_sub_plan_that_two_sinks_share_runs_once()
    {
        var shared = new LogicalPlan.Filter(TestTables.Scan("t", Wide), Column(2, Bool));
        var physical = PhysicalPlanner.Plan([new LogicalPlan.Collect(shared), new LogicalPlan.Collect(shared)]);

        using var pipeline = PipelineBuilder.Build(physical, _shard);

        Assert.Equal(3, pipeline.Nodes.Count);
        Assert.Equal(
            """
            1-collect: Collect(fields=[c0, c1, c2, c3]), changelogMode=[I]
              2-filter: Filter(where=[c2]), changelogMode=[I], exchange=[single]
                3-scan: Scan(table=[c.d.t], fields=[c0, c1, c2, c3]), changelogMode=[I]
            4-collect: Collect(fields=[c0, c1, c2, c3]), changelogMode=[I]
              Reused(2-filter)

            """,
            PhysicalText.Of(physical));
    }
}
