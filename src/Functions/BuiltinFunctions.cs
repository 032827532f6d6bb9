using System.Collections.Frozen;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Aggregates;
using StreamSql.Functions.Aggregates.Sequences;
using StreamSql.Functions.Casts;
using StreamSql.Functions.Scalar;

namespace StreamSql.Functions;

/// <summary>All functions that come with the engine. To add one, add it to its family's list.</summary>
public sealed class BuiltinFunctions : IFunctionCatalog
{
    private readonly FrozenDictionary<string, ScalarFunction> _scalars;
    private readonly FrozenDictionary<string, AggregateFunction> _aggregates;

    private BuiltinFunctions()
    {
        _scalars = Families.SelectMany(f => f)
            .SelectMany(f => f.Aliases.Append(f.Name).Select(name => (name, f)))
            .ToFrozenDictionary(e => e.name, e => e.f, StringComparer.OrdinalIgnoreCase);
        _aggregates = Aggregates
            .SelectMany(f => f.Aliases.Append(f.Name).Select(name => (name, f)))
            .ToFrozenDictionary(e => e.name, e => e.f, StringComparer.OrdinalIgnoreCase);
        Names = [.. _scalars.Where(e => !IsOperator(e.Value)).Select(e => e.Key).Concat(_aggregates.Keys).Order(StringComparer.Ordinal)];
    }

    public static BuiltinFunctions Instance { get; } = new();

    /// <summary>The scalar functions, family by family, in the order of the documentation.</summary>
    public static IReadOnlyList<IReadOnlyList<ScalarFunction>> Families =>
    [
        ComparisonFunctions.All,
        LikeFunctions.All,
        LogicalFunctions.All,
        ArithmeticOperators.All,
        RoundingFunctions.All,
        MathFunctions.All,
        RandomFunctions.All,
        StringFunctions.All,
        RegexFunctions.All,
        EncodingFunctions.All,
        HashFunctions.All,
        TemporalFunctions.All,
        JsonFunctions.All,
        CollectionFunctions.All,
        ValueConstruction.All,
        ConditionalFunctions.All,
    ];

    /// <summary>The aggregate functions in the order of the documentation.</summary>
    public static IReadOnlyList<AggregateFunction> Aggregates =>
    [
        Count.Function,
        Sum.Function,
        Average.Function,
        Extremes.Min,
        Extremes.Max,
        Variance.StddevPop,
        Variance.StddevSamp,
        Variance.VarPop,
        Variance.VarSamp,
        FirstLast.First,
        FirstLast.Last,
        ListAgg.Function,
        ArrayAgg.Function,
        Collect.Function,
        Percentile.Function,
        JsonAgg.Object,
        JsonAgg.Array,
    ];

    public IReadOnlyList<string> Names { get; }

    public ScalarFunction? FindScalar(string name) => _scalars.GetValueOrDefault(name);

    public AggregateFunction? FindAggregate(string name) => _aggregates.GetValueOrDefault(name);

    public ResolvedFunction? ResolveCast(SqlType from, SqlType to, bool safe) => CastResolver.Resolve(from, to, safe);

    // Operators are written between or beside their operands, so nobody calls them by name.
    private static bool IsOperator(ScalarFunction function) =>
        function.Family is ComparisonFunctions.Family or LogicalFunctions.Family
        || !char.IsLetter(function.Name[0]) || function.Name.Contains(' ', StringComparison.Ordinal);
}
