using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Planner.Expressions;
using StreamSql.TestKit;
using static StreamSql.Execution.Tests.Expressions.TestFunctions;

namespace StreamSql.Execution.Tests.Expressions;

public sealed class ExpressionCompilerTests : IDisposable
{
    private static readonly Schema Schema = new(
        new Field("c0", BigInt), new Field("c1", BigInt), new Field("c2", Bool), new Field("c3", SqlType.String));

    private readonly BatchArena _arena = new();
    private readonly EvaluationContext _context;

    public ExpressionCompilerTests() => _context = new EvaluationContext(_arena, TimeZoneInfo.Utc);

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void Random_expressions_mean_the_same_by_column_and_by_row() => Seeds.Run(400, random =>
    {
        Expr[] expressions =
        [
            RandomExpressions.Number(random, 4),
            RandomExpressions.Condition(random, 4),
            RandomExpressions.Text(random, 3),
        ];
        var rows = RandomRows(random, random.Next(1, 150));
        string[]? expected = null;
        try
        {
            expected = [.. rows.Select(r => Change.Text([.. expressions.Select(e => RandomExpressions.Evaluate(e, r.Row))]))];
        }
        catch (SqlException)
        {
        }

        if (expected is null)
            Assert.Throws<SqlException>(() => Evaluate(rows, expressions));
        else
            Assert.Equal(expected, Evaluate(rows, expressions));
    });

    [Fact]
    public void What_fails_is_not_computed_for_rows_that_another_branch_takes()
    {
        var guarded = new Expr.Case(
            [new CaseBranch(Equal(Column(1, BigInt), Literal(0L, BigInt)), Literal(-1L, BigInt))],
            Divide(Column(0, BigInt), Column(1, BigInt)),
            BigInt);

        Assert.Equal(["[5]", "[-1]", "[null]"], Evaluate([Row(10L, 2L), Row(10L, 0L), Row(10L, null)], guarded));
    }

    [Fact]
    public void An_error_points_at_the_call_that_failed()
    {
        var error = Assert.Throws<SqlException>(() => Evaluate([Row(1L, 0L)], Divide(Column(0, BigInt), Column(1, BigInt))));

        Assert.Equal(7, error.Diagnostic.Span.Start);
    }

    [Fact]
    public void A_column_that_nothing_is_done_to_is_handed_on_by_reference()
    {
        var compiled = ExpressionCompiler.Compile([Column(3, SqlType.String), Column(0, BigInt)]);
        var batch = Changes.Batch(Schema, [Row(1L, 2L), Row(3L, 4L)]);

        compiled.Evaluate(batch, _context);

        Assert.Same(batch.Columns[3], compiled.Results[0].ToArrow(_arena));
        Assert.Same(batch.Columns[0], compiled.Results[1].ToArrow(_arena));
    }

    [Fact]
    public void What_expressions_have_in_common_is_computed_once()
    {
        var sum = Add(Column(0, BigInt), Column(1, BigInt));

        var compiled = ExpressionCompiler.Compile([sum, Less(sum, Literal(3L, BigInt)), sum]);

        Assert.Same(compiled.Results[0], compiled.Results[2]);
        Assert.Equal(2, compiled.Inputs.Length);
    }

    [Fact]
    public void Nested_values_pass_through_case()
    {
        var array = new SqlType.Array(new SqlType.Integer());
        var schema = new Schema(new Field("a", array), new Field("b", array), new Field("p", Bool));
        var choose = new Expr.Case([new CaseBranch(Column(2, Bool), Column(0, array))], Column(1, array), array);
        Change[] rows =
        [
            new([new object?[] { 1, null }, new object?[] { 2 }, true], 1),
            new([new object?[] { 3 }, null, false], 1),
            new([null, new object?[] { 4, 5 }, null], 1),
        ];
        var compiled = ExpressionCompiler.Compile([choose]);

        compiled.Evaluate(Changes.Batch(schema, rows), _context);

        Assert.Equal(["[[1, null]]", "[null]", "[[4, 5]]"], Columns.Values(compiled.Results[0], _arena).Select(v => Change.Text([v])));
    }

    [Fact]
    public void Constants_are_computed_when_the_plan_is_made()
    {
        using var evaluator = new ConstantEvaluator(TimeZoneInfo.Utc);

        Assert.Equal(Literal(5L, BigInt), evaluator.Evaluate(Add(Literal(2L, BigInt), Literal(3L, BigInt))));
        Assert.Equal(Literal(null, BigInt), evaluator.Evaluate(Add(Literal(2L, BigInt), Literal(null, BigInt))));
        Assert.Equal(Literal(true, Bool), evaluator.Evaluate(Less(Literal(2L, BigInt), Literal(3L, BigInt))));
        Assert.Throws<SqlException>(() => evaluator.Evaluate(Divide(Literal(2L, BigInt), Literal(0L, BigInt))));
    }

    private static Change Row(long? a, long? b) => new([a, b, null, "text that is not short"], 1);

    private static Change[] RandomRows(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ => new Change(
            [Small(random), Small(random), RandomValues.One(Bool, random), RandomValues.One(SqlType.String, random)], 1)),
    ];

    private static object? Small(Random random) => random.Next(6) == 0 ? null : (long)random.Next(-2, 3);

    private string[] Evaluate(IReadOnlyList<Change> rows, params Expr[] expressions)
    {
        var compiled = ExpressionCompiler.Compile(expressions);
        compiled.Evaluate(Changes.Batch(Schema, rows), _context);
        var columns = compiled.Results.ToArray().Select(r => Columns.Values(r, _arena)).ToArray();
        return [.. Enumerable.Range(0, rows.Count).Select(r => Change.Text([.. columns.Select(c => c[r])]))];
    }
}
