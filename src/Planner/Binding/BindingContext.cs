using StreamSql.Core.Text;
using StreamSql.Planner.Catalog;

namespace StreamSql.Planner.Binding;

/// <summary>What binding one statement needs of the outside, and what it finds on the way.</summary>
internal sealed class BindingContext(
    CatalogManager catalog, IConnectorDirectory connectors, ExprBuilder expressions, PlanningOptions options)
{
    private readonly Dictionary<(ObjectPath Path, string Options, TableUse Use), ResolvedTable> _resolved = [];
    private int _depth;

    public CatalogManager Catalog => catalog;

    public ExprBuilder Expressions => expressions;

    public PlanningOptions Options => options;

    /// <summary>Goes a level down into queries and tables, until the result is disposed.</summary>
    public Level Enter(TextSpan span)
    {
        if (_depth == PlanningDepth.MaxLevels)
            throw PlannerErrors.TooDeep(PlanningDepth.MaxLevels, span);
        _depth++;
        return new Level(this);
    }

    /// <summary>The table with its checked options; one object per table and set of options, so that equal scans are the same.</summary>
    public ResolvedTable Resolve(CatalogTable table, TableUse use)
    {
        var key = (table.Path, string.Join('\n', table.OptionValues.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}={o.Value}")), use);
        if (!_resolved.TryGetValue(key, out var resolved))
            _resolved[key] = resolved = connectors.Resolve(table, use);
        return resolved;
    }

    public readonly struct Level(BindingContext context) : IDisposable
    {
        public void Dispose() => context._depth--;
    }
}
