using System.Reflection;
using StreamSql.Execution.Operators;

namespace StreamSql.Execution.Tests;

public sealed class LawCoverageTests
{
    private static IEnumerable<MethodInfo> LawTests => typeof(LawCoverageTests).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods())
        .Where(m => m.GetCustomAttribute<LawOfAttribute>() is not null);

    [Fact]
    public void Every_operator_there_is_has_a_test_of_the_law()
    {
        var operators = typeof(Operator).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Operator)) && !t.IsAbstract).ToHashSet();

        var tested = LawTests.SelectMany(m => m.GetCustomAttribute<LawOfAttribute>()!.Operators).ToHashSet();

        Assert.True(operators.SetEquals(tested),
            $"without a test marked [LawOf(…)]: {Names(operators.Except(tested))}; marked, but no operator: {Names(tested.Except(operators))}");
    }

    [Fact]
    public void What_is_marked_as_a_test_of_the_law_is_run() =>
        Assert.All(LawTests, m => Assert.True(m.GetCustomAttribute<FactAttribute>() is { Skip: null }, $"{m.Name} is not run"));

    private static string Names(IEnumerable<Type> types) => string.Join(", ", types.Select(t => t.Name).DefaultIfEmpty("none"));
}
