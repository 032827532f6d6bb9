using StreamSql.Architecture.Tests.Code;

namespace StreamSql.Architecture.Tests.Registrations;

/// <summary>A switch over a closed hierarchy has an arm for every case: the compiler does not see to it.</summary>
public sealed class SwitchTests
{
    [Theory]
    [InlineData("Planner", "StreamSql.Planner.Plans.LogicalPlan", "Execution", "StreamSql.Execution.Planning.PhysicalPlanner")]
    [InlineData("Planner", "StreamSql.Planner.Expressions.Expr", "Execution", "StreamSql.Execution.Expressions.ExpressionCompiler")]
    [InlineData("Parser", "StreamSql.Parser.Ast.Statement", "Engine", "StreamSql.Engine.Statements.StatementExecutor")]
    [InlineData("Parser", "StreamSql.Parser.Ast.Expression", "Planner", "StreamSql.Planner.Binding.ExpressionBinder")]
    [InlineData("Parser", "StreamSql.Parser.Ast.AlterTableAction", "Planner", "StreamSql.Planner.Catalog.TableAlteration")]
    public void Every_case_has_an_arm(string of, string hierarchy, string by, string type) =>
        Assert.Equal("", string.Join(' ', Registered.MissingCases(Type(of, hierarchy), Type(by, type))));

    [Fact]
    public void A_missing_arm_is_noticed() => Assert.Equal([typeof(Shape.Circle).FullName!], Registered.MissingCases(typeof(Shape), typeof(Corners)));

    private static Type Type(string project, string name) =>
        OurAssemblies.Loaded.Single(a => a.Location == OurAssemblies.PathOf(project)).GetType(name, throwOnError: true)!;

    private abstract record Shape
    {
        public sealed record Square : Shape;

        public sealed record Triangle : Shape;

        public sealed record Circle : Shape;
    }

    private static class Corners
    {
        public static int Of(Shape shape) => shape switch
        {
            Shape.Square => 4,
            Shape.Triangle => 3,
            _ => 0,
        };
    }
}
