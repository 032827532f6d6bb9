using System.Globalization;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Binding;

/// <summary>Makes joins: finds the equalities between the two sides in a list of conditions.</summary>
internal sealed class JoinKeys(ExprBuilder expressions)
{
    /// <summary>An inner join whose columns are those of the left, then those of the right side.</summary>
    /// <param name="conditions">Over those columns; all must be true.</param>
    /// <param name="known">Keys that it has already.</param>
    public LogicalPlan Join(LogicalPlan left, LogicalPlan right, IReadOnlyList<Expr> conditions, TextSpan span, IEnumerable<JoinKey>? known = null)
    {
        var width = left.Schema.Count;
        var (leftSide, rightSide) = (new Side(left), new Side(right));
        var keys = new List<JoinKey>(known ?? []);
        var rest = new List<Expr>();
        foreach (var condition in conditions)
        {
            if (Split(condition, width) is not { } equality)
            {
                rest.Add(condition);
                continue;
            }

            var key = new JoinKey(
                leftSide.Add(equality.Left), rightSide.Add(equality.Right.Renumber(i => i - width)), equality.NullSafe);
            if (!keys.Contains(key))
                keys.Add(key);
        }

        var residual = ExprTree.AllOf([.. rest.Select(e => e.Renumber(i => i < width ? i : i - width + leftSide.Width))]);
        var join = new LogicalPlan.Join(leftSide.Plan, rightSide.Plan, [.. keys], residual) { Span = new Origin(span) };
        if (leftSide.Width == width && rightSide.Width == right.Schema.Count)
            return join;
        var columns = Projection.Visible(join.Schema).ToArray();
        return Projection.Of(join, columns[..width].Concat(columns[leftSide.Width..(leftSide.Width + right.Schema.Count)]), span, keepHidden: false);
    }

    /// <summary>The two sides of an equality that reads the left input on one and the right input on the other, or <see langword="null"/>.</summary>
    private (Expr Left, Expr Right, bool NullSafe)? Split(Expr condition, int width)
    {
        if (condition is not Expr.Call { Name: "=" or "IS NOT DISTINCT FROM", Arguments: [var a, var b] } call)
            return null;
        var nullSafe = call.Name != "=";
        bool IsLeft(Expr e) => e.Columns() is { Count: > 0 } columns && columns.All(c => c < width);
        bool IsRight(Expr e) => e.Columns() is { Count: > 0 } columns && columns.All(c => c >= width);
        if (IsLeft(b) && IsRight(a))
            (a, b) = (b, a);
        else if (!IsLeft(a) || !IsRight(b))
            return null;

        // A key is compared as it lies in memory, so both sides must have one type.
        if (ExprBuilder.SameLayout(a.Type, b.Type) || (a.Type.IsCharacter() && b.Type.IsCharacter()) || (a.Type.IsBinary() && b.Type.IsBinary()))
            return (a, b, nullSafe);
        return Coercion.Common(a.Type, b.Type) is { } type
            ? (expressions.Cast(a, type, a.Span.Span), expressions.Cast(b, type, b.Span.Span), nullSafe)
            : null;
    }

    /// <summary>One input, with computed keys as further columns.</summary>
    private sealed class Side(LogicalPlan input)
    {
        private readonly List<Expr> _computed = [];

        public int Width => input.Schema.Count + _computed.Count;

        public LogicalPlan Plan => _computed.Count == 0
            ? input
            : Projection.Of(input, Projection.Visible(input.Schema).Concat(
                _computed.Select((e, i) => new NamedExpr(e, string.Create(CultureInfo.InvariantCulture, $"$key{i}")))), keepHidden: false);

        /// <summary>Where the key is.</summary>
        public int Add(Expr key)
        {
            if (key is Expr.Column column)
                return column.Index;
            var index = _computed.IndexOf(key);
            if (index < 0)
            {
                index = _computed.Count;
                _computed.Add(key);
            }

            return input.Schema.Count + index;
        }
    }
}
