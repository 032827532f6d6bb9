using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Expressions;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>Keeps the rows for which a condition holds and computes columns of those.</summary>
/// <param name="Condition">Over the input, or <see langword="null"/> to keep all.</param>
/// <param name="Expressions">Over the input, one per column of the output; an input column is handed on by reference.</param>
internal sealed record FilterProjectPlan(string Id, PhysicalPlan Input, Expr? Condition, EquatableList<Expr> Expressions, Schema Output)
    : PhysicalPlan(Id, Output, [Input])
{
    public override string Describe()
    {
        var isIdentity = Output.Equals(Input.Schema) && Expressions.Select((e, i) => e is Expr.Column c && c.Index == i).All(same => same);
        var select = "select=[" + string.Join(", ", Expressions.Select((e, i) => ExprText.Aliased(e, Output[i].Name))) + "]";
        return (Condition, isIdentity) switch
        {
            (null, _) => $"Project({select})",
            (_, true) => $"Filter(where=[{ExprText.Of(Condition)}])",
            _ => $"FilterProject(where=[{ExprText.Of(Condition)}], {select})",
        };
    }

    internal override Operator Create(IPipelineHost host) => new FilterProject(this, host.Evaluation);
}

internal sealed class FilterProject : Operator
{
    private readonly Schema _schema;
    private readonly EvaluationContext _context;
    private readonly CompiledExpressions? _condition;
    private readonly CompiledExpressions _columns;
    private readonly Vector[] _unfiltered;

    public FilterProject(FilterProjectPlan plan, EvaluationContext context) : base(plan.Id)
    {
        _schema = plan.Schema;
        _context = context;
        _condition = plan.Condition is { } condition ? ExpressionCompiler.Compile([condition]) : null;
        _columns = ExpressionCompiler.Compile(plan.Expressions);
        _unfiltered = System.Array.ConvertAll(_columns.Inputs.ToArray(), input => new Vector(input.Register.Type));
    }

    public override void OnBatch(int input, ChangeBatch batch)
    {
        var arena = _context.Arena;
        var mark = arena.Mark();
        if (_condition is null)
        {
            EmitAll(batch);
        }
        else
        {
            _condition.Evaluate(batch, _context);
            var rows = arena.Take<int>(batch.Count);
            rows = rows[..Selection.Of(_condition.Results[0], rows, arena)];
            if (rows.Length == batch.Count)
                EmitAll(batch);
            else if (rows.Length > 0)
                EmitSome(batch, rows);
        }

        arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
    }

    private void EmitAll(ChangeBatch batch)
    {
        _columns.Evaluate(batch, _context);
        Emit(batch.With(_schema, Results()));
    }

    // Only the columns that are read are gathered, before anything is computed from them.
    private void EmitSome(ChangeBatch batch, ReadOnlySpan<int> rows)
    {
        var arena = _context.Arena;
        for (var i = 0; i < _unfiltered.Length; i++)
        {
            var (column, register) = _columns.Inputs[i];
            _unfiltered[i].Load(batch.Columns[column], arena);
            Gather.Rows(_unfiltered[i], rows, register, arena);
        }

        _columns.Run(rows.Length, _context);
        Emit(new ChangeBatch(_schema, Results(), rows.Length, batch.WeightsOf(rows, arena)));
    }

    private IArrowArray[] Results()
    {
        var columns = new IArrowArray[_columns.Results.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = _columns.Results[i].ToArrow(_context.Arena);
        return columns;
    }
}
