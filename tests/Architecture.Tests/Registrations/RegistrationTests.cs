using System.Reflection;
using StreamSql.Architecture.Tests.Code;
using StreamSql.Core.Connectors;
using StreamSql.Core.Functions;
using StreamSql.Engine;
using StreamSql.Functions;

namespace StreamSql.Architecture.Tests.Registrations;

/// <summary>What exists is in its list: a line forgotten there would leave it out silently.</summary>
public sealed class RegistrationTests
{
    private static readonly Assembly Planner = Load("Planner");
    private static readonly Assembly Execution = Load("Execution");
    private static readonly Assembly Functions = Load("Functions");

    [Fact]
    public async Task Every_connector_and_format_is_in_its_list()
    {
        await using var engine = new StreamSqlEngine();
        Assert.Empty(Missing(Registered.Concrete(typeof(IConnector), OurAssemblies.Loaded), engine.Connectors));
        Assert.Empty(Missing(Registered.Concrete(typeof(IFormat), OurAssemblies.Loaded), engine.Formats));
    }

    [Fact]
    public void Every_scalar_function_is_in_a_family_of_the_list()
    {
        var listed = BuiltinFunctions.Families.SelectMany(f => f).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var declared = StaticValues(Functions, typeof(IReadOnlyList<ScalarFunction>))
            .Where(v => v.Owner != typeof(BuiltinFunctions))
            .SelectMany(v => (IReadOnlyList<ScalarFunction>)v.Value).Select(f => f.Name).ToList();
        Assert.NotEmpty(declared);
        Assert.Empty(declared.Except(listed));
    }

    [Fact]
    public void Every_aggregate_function_is_in_the_list()
    {
        var listed = BuiltinFunctions.Aggregates.ToHashSet();
        var declared = StaticValues(Functions, typeof(AggregateFunction)).Select(v => (AggregateFunction)v.Value).ToList();
        Assert.NotEmpty(declared);
        Assert.Empty(declared.Where(f => !listed.Contains(f)).Select(f => f.Name));
    }

    // Some rules are objects in the ordered list, others whole passes over the plan: the optimizer must name each, or another rule.
    [Fact]
    public void Every_optimizer_rule_is_used_by_the_optimizer()
    {
        const string Rules = "StreamSql.Planner.Optimizer.Rules";
        var users = CompiledCode.Of(Planner.Location)
            .Where(i => i.SourceType.StartsWith("StreamSql.Planner.Optimizer.LogicalOptimizer", StringComparison.Ordinal)).Select(i => i.Target).ToList();
        var rules = Planner.GetTypes().Where(t => t is { IsNested: false, Namespace: Rules } && !t.Name.StartsWith('<')).ToList();
        Assert.NotEmpty(rules);
        Assert.Empty(rules.Where(r => !users.Exists(u => u.StartsWith(r.FullName + ".", StringComparison.Ordinal))).Select(r => r.Name));
    }

    [Fact]
    public void Every_physical_plan_is_made_by_the_planner()
    {
        var made = Registered.Named(t => t == "StreamSql.Execution.Planning.PhysicalPlanner", [Execution.Location], "Newobj");
        var plans = Registered.Concrete(Type("PhysicalPlan", "Planning"), [Execution]);
        Assert.NotEmpty(plans);
        Assert.Empty(plans.Where(p => !made.Contains(p.FullName!)).Select(p => p.Name));
    }

    [Fact]
    public void Every_operator_is_made_by_a_physical_plan_or_a_host()
    {
        var makers = Registered.Concrete(Type("PhysicalPlan", "Planning"), [Execution])
            .Concat(Registered.Concrete(Type("IPipelineHost", "Pipelines"), [Execution])).Select(t => t.FullName!).ToHashSet();
        var made = Registered.Named(makers.Contains, [Execution.Location], "Newobj");
        var operators = Registered.Concrete(Type("Operator", "Operators"), [Execution]);
        Assert.NotEmpty(operators);
        Assert.Empty(operators.Where(o => !made.Contains(o.FullName!)).Select(o => o.Name));
    }

    [Fact]
    public void What_is_not_in_the_list_is_noticed()
    {
        Assert.Equal(["Forgotten"], Missing([typeof(Forgotten), typeof(Kept)], [new Kept()]));
        Assert.Equal([typeof(Forgotten), typeof(Kept)], Registered.Concrete(typeof(IThing), [typeof(IThing).Assembly]));
        var made = Registered.Named(t => t == typeof(RegistrationTests).FullName, [typeof(RegistrationTests).Assembly.Location], "Newobj");
        Assert.Contains(typeof(Kept).FullName!, made);
        Assert.DoesNotContain(typeof(Forgotten).FullName!, made);
        Assert.Equal(2, StaticValues(typeof(IThing).Assembly, typeof(IThing)).Count());
    }

    private static IEnumerable<string> Missing<T>(IEnumerable<Type> types, IEnumerable<T> listed) where T : notnull
    {
        var known = listed.Select(l => l.GetType()).ToHashSet();
        return types.Where(t => !known.Contains(t)).Select(t => t.Name);
    }

    private static IEnumerable<(Type Owner, object Value)> StaticValues(Assembly assembly, Type type)
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var owner in assembly.GetTypes().Where(t => !t.ContainsGenericParameters))
        {
            foreach (var property in owner.GetProperties(All).Where(p => p.PropertyType == type && p.GetIndexParameters().Length == 0))
                yield return (owner, property.GetValue(null)!);
            foreach (var field in owner.GetFields(All).Where(f => f.FieldType == type && !f.Name.StartsWith('<')))
                yield return (owner, field.GetValue(null)!);
        }
    }

    private static Assembly Load(string project) => OurAssemblies.Loaded.Single(a => a.Location == OurAssemblies.PathOf(project));

    private static Type Type(string name, string folder) => Execution.GetType($"StreamSql.Execution.{folder}.{name}", throwOnError: true)!;

    private interface IThing;

    private sealed class Forgotten : IThing
    {
        public static IThing Field = new Kept();
    }

    private sealed class Kept : IThing
    {
        public static IThing Property { get; } = new Kept();
    }
}
