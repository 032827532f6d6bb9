using System.Globalization;
using StreamSql.Core.Text;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Binding;

/// <summary>The expressions that a node needs as columns of its input, each once.</summary>
internal sealed class ColumnList
{
    private readonly List<Expr> _values = [];

    /// <summary>A handle for the expression, to be resolved when all are known.</summary>
    public int Add(Expr value)
    {
        var index = _values.IndexOf(value);
        if (index >= 0)
            return index;
        _values.Add(value);
        return _values.Count - 1;
    }

    /// <summary>A plan that has them, and where: the input itself if they all are columns of it.</summary>
    public (LogicalPlan Plan, Func<int, int> Position) Over(LogicalPlan input, TextSpan span)
    {
        if (_values.All(v => v is Expr.Column))
            return (input, i => ((Expr.Column)_values[i]).Index);
        var names = Projection.UniqueNames(_values.Select((v, i) => v is Expr.Column c ? c.Name : string.Create(CultureInfo.InvariantCulture, $"$f{i}")));
        return (Projection.Of(input, _values.Select((v, i) => new NamedExpr(v, names[i])), span, keepHidden: false), i => i);
    }
}
