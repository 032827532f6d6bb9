using System.Globalization;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Plans;

/// <summary>A relation as a tree of relational operators; the meaning is that of the batch answer.</summary>
public abstract record LogicalPlan
{
    private LogicalPlan() { }

    /// <summary>The columns of the result.</summary>
    public abstract Schema Schema { get; }

    public abstract IReadOnlyList<LogicalPlan> Inputs { get; }

    /// <summary>The clause it comes from, for errors; no part of equality.</summary>
    public Origin Span { get; init; } = new(TextSpan.None);

    /// <summary>The same node over other inputs, in the order of <see cref="Inputs"/>.</summary>
    public abstract LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs);

    /// <summary>The node's own line in EXPLAIN, without inputs.</summary>
    public abstract string Describe();

    /// <summary>A node without inputs.</summary>
    public abstract record Leaf : LogicalPlan
    {
        private protected Leaf() { }

        public sealed override IReadOnlyList<LogicalPlan> Inputs => [];

        public sealed override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) => this;
    }

    /// <summary>Reads a table's physical and metadata columns.</summary>
    /// <param name="Columns">Which of the connector's columns, ascending: projection push-down shortens the list.</param>
    public sealed record Scan(ResolvedTable Table, EquatableList<int> Columns) : Leaf
    {
        public override Schema Schema { get; } =
            new(Columns.Select(i => new Field(Table.Connector.Columns[i].Name, Table.Connector.Columns[i].Type)));

        public override string Describe() =>
            $"Scan(table=[{Table.Table.Path}], fields=[{string.Join(", ", Schema.Select(f => f.Name))}])";
    }

    /// <summary>Literal rows.</summary>
    /// <param name="Rows">Each as wide as the schema; expressions without columns.</param>
    public sealed record Values(Schema Output, EquatableList<EquatableList<Expr>> Rows) : Leaf
    {
        public override Schema Schema => Output;

        public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"Values(rows=[{Rows.Count}], fields=[{Names(Output)}])");
    }

    /// <summary>Computes columns.</summary>
    /// <param name="Expressions">One per field of <paramref name="Output"/>.</param>
    public sealed record Project(LogicalPlan Input, EquatableList<Expr> Expressions, Schema Output) : LogicalPlan
    {
        public override Schema Schema => Output;

        public override IReadOnlyList<LogicalPlan> Inputs => [Input];

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) => this with { Input = inputs[0] };

        public override string Describe() =>
            $"Project(select=[{string.Join(", ", Expressions.Select((e, i) => ExprText.Aliased(e, Output[i].Name)))}])";
    }

    /// <summary>Keeps the rows for which the condition is true.</summary>
    public sealed record Filter(LogicalPlan Input, Expr Condition) : LogicalPlan
    {
        public override Schema Schema => Input.Schema;

        public override IReadOnlyList<LogicalPlan> Inputs => [Input];

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) => this with { Input = inputs[0] };

        public override string Describe() => $"Filter(where=[{ExprText.Of(Condition)}])";
    }

    /// <summary>Follows event time: the watermark is the largest value of an expression so far, per source partition, and a NULL time fails the job.</summary>
    /// <param name="TimeColumn">Index of the rowtime column.</param>
    /// <param name="Watermark">Over the input's columns; of a timestamp type.</param>
    /// <param name="IdleTimeout">After so long without rows a partition no longer holds the watermark back; zero for never.</param>
    /// <param name="Carry">Whether a hidden column <see cref="WatermarkColumn"/> is appended: the watermark of the rows before each row.</param>
    public sealed record AssignWatermark(LogicalPlan Input, int TimeColumn, Expr Watermark, TimeSpan IdleTimeout, bool Carry) : LogicalPlan
    {
        /// <summary>BIGINT, microseconds; <see cref="long.MinValue"/> before the first watermark.</summary>
        public const string WatermarkColumn = "$watermark";

        public override Schema Schema { get; } = new(
        [
            .. Input.Schema.Select((f, i) => i == TimeColumn ? f with { Time = TimeAttribute.Rowtime } : f),
            .. Carry ? new[] { new Field(WatermarkColumn, new SqlType.BigInt { Nullable = false }, Hidden: true) } : [],
        ]);

        public override IReadOnlyList<LogicalPlan> Inputs => [Input];

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) =>
            new AssignWatermark(inputs[0], TimeColumn, Watermark, IdleTimeout, Carry) { Span = Span };

        public override string Describe() =>
            $"AssignWatermark(rowtime=[{Input.Schema[TimeColumn].Name}], watermark=[{ExprText.Of(Watermark)}]{(Carry ? ", carry=[true]" : "")})";
    }

    /// <summary>Changes that may come several times, or without the rows that they replace, made to such as follow from each other.</summary>
    /// <param name="Key">The columns of the primary key, by which there is one row.</param>
    public sealed record Normalize(LogicalPlan Input, EquatableList<int> Key) : LogicalPlan
    {
        public override Schema Schema => Input.Schema;

        public override IReadOnlyList<LogicalPlan> Inputs => [Input];

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) => this with { Input = inputs[0] };

        public override string Describe() => $"Normalize(key=[{string.Join(", ", Key.Select(k => Schema[k].Name))}])";
    }

    /// <summary>A window table-valued function: every row once per window it belongs to, with window_start, window_end and window_time.</summary>
    public sealed record WindowFunction(LogicalPlan Input, WindowSpec Window) : LogicalPlan
    {
        public override Schema Schema { get; } = new(
        [
            .. Input.Schema.Select(f => f with { Time = TimeAttribute.None }),
            .. Window.Fields(Input.Schema),
        ]);

        public override IReadOnlyList<LogicalPlan> Inputs => [Input];

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) =>
            new WindowFunction(inputs[0], Window) { Span = Span };

        public override string Describe() => $"WindowFunction(window=[{Window.Describe(Input.Schema)}])";
    }

    /// <summary>GROUP BY over all rows there are; without calls it is DISTINCT. Output: keys, then one column per call.</summary>
    /// <param name="Keys">Columns of the input; empty for a global aggregation.</param>
    public sealed record Aggregate(LogicalPlan Input, EquatableList<int> Keys, EquatableList<AggregateCall> Calls) : LogicalPlan
    {
        /// <summary>Whether a global aggregation over no rows has a result, as in batch mode; in a stream nothing comes before the first row.</summary>
        public bool HasResultWithoutRows { get; init; }

        public override Schema Schema { get; } = AggregateCall.ResultSchema(Input.Schema, Keys, Calls);

        public override IReadOnlyList<LogicalPlan> Inputs => [Input];

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) =>
            new Aggregate(inputs[0], Keys, Calls) { Span = Span, HasResultWithoutRows = HasResultWithoutRows };

        public override string Describe() => $"Aggregate({AggregateCall.DescribeAll(Input.Schema, Keys, Calls)})";
    }

    /// <summary>GROUP BY window_start, window_end and keys: each window's result once, when the watermark has passed its end.
    /// Output: keys, calls, window_start, window_end, window_time.</summary>
    /// <param name="Keys">Columns of the input, window columns excluded.</param>
    /// <param name="WatermarkColumn">The input's hidden watermark column, or -1 if lateness goes by the operator's own watermark.</param>
    public sealed record WindowAggregate(
        LogicalPlan Input, WindowSpec Window, EquatableList<int> Keys, EquatableList<AggregateCall> Calls, int WatermarkColumn) : LogicalPlan
    {
        public override Schema Schema { get; } = new(
            [.. AggregateCall.ResultSchema(Input.Schema, Keys, Calls), .. Window.Fields(Input.Schema)]);

        public override IReadOnlyList<LogicalPlan> Inputs => [Input];

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) =>
            new WindowAggregate(inputs[0], Window, Keys, Calls, WatermarkColumn) { Span = Span };

        public override string Describe() =>
            $"WindowAggregate(window=[{Window.Describe(Input.Schema)}], {AggregateCall.DescribeAll(Input.Schema, Keys, Calls)})";
    }

    /// <summary>Inner join on equal keys. Output: left columns, then right columns.</summary>
    /// <param name="Keys">At least one pair, unless both inputs are bounded or one has a single row.</param>
    /// <param name="Residual">A further condition over left and right columns, or <see langword="null"/>.</param>
    public sealed record Join(LogicalPlan Left, LogicalPlan Right, EquatableList<JoinKey> Keys, Expr? Residual) : LogicalPlan
    {
        public override Schema Schema { get; } = new(
            [.. Left.Schema.Concat(Right.Schema).Select(f => f with { Time = TimeAttribute.None })]);

        public override IReadOnlyList<LogicalPlan> Inputs => [Left, Right];

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) =>
            new Join(inputs[0], inputs[1], Keys, Residual) { Span = Span };

        public override string Describe() =>
            $"Join(type=[INNER], on=[{string.Join(" AND ", Keys.Select(k => k.Describe(Left.Schema, Right.Schema)))}]"
            + (Residual is null ? ")" : $", where=[{ExprText.Of(Residual)}])");
    }

    /// <summary>UNION ALL: the rows of all inputs, which have the same types.</summary>
    public sealed record Union(EquatableList<LogicalPlan> All, Schema Output) : LogicalPlan
    {
        public override Schema Schema => Output;

        public override IReadOnlyList<LogicalPlan> Inputs => All;

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) => this with { All = [.. inputs] };

        public override string Describe() => "UnionAll";
    }

    /// <summary>ORDER BY, OFFSET and LIMIT: the first rows in an order; emitted in order at the end of bounded input.</summary>
    /// <param name="Keys">Empty for a LIMIT without ORDER BY: the rows that came first.</param>
    /// <param name="Offset">Rows to leave out first.</param>
    /// <param name="Limit">Rows at most, or <see langword="null"/> for all.</param>
    public sealed record Sort(LogicalPlan Input, EquatableList<SortKey> Keys, long Offset, long? Limit) : LogicalPlan
    {
        public override Schema Schema => Input.Schema;

        public override IReadOnlyList<LogicalPlan> Inputs => [Input];

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) => this with { Input = inputs[0] };

        public override string Describe() => string.Create(CultureInfo.InvariantCulture,
            $"Sort(orderBy=[{string.Join(", ", Keys.Select(k => k.Describe(Input.Schema)))}], offset=[{Offset}], limit=[{(Limit is { } n ? n.ToString(CultureInfo.InvariantCulture) : "none")}])");
    }

    /// <summary>Writes to a table; the columns of the input are those of the connector's table in order.</summary>
    public sealed record Sink(LogicalPlan Input, ResolvedTable Table) : LogicalPlan
    {
        /// <summary>Whether several rows of the input can have one primary key of the table, so that the sink must keep them all and show
        /// the last: what is deleted may not be what is shown.</summary>
        public bool Materialize { get; init; }

        /// <summary>What is NOT NULL in the table and may be NULL in the query.</summary>
        public EquatableList<ValueRule> NotNull { get; init; } = [];

        /// <summary>Whether a row with NULL in one of <see cref="NotNull"/> is dropped; else it fails the job.</summary>
        public bool DropNulls { get; init; }

        /// <summary>Texts and bytes of which another length than their type's fails the job.</summary>
        public EquatableList<ValueRule> Lengths { get; init; } = [];

        public override Schema Schema => Input.Schema;

        public override IReadOnlyList<LogicalPlan> Inputs => [Input];

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) => this with { Input = inputs[0] };

        /// <summary>What is enforced, as EXPLAIN shows it; empty if nothing is.</summary>
        public string DescribeRules() => string.Join(", ", new[]
        {
            NotNull.Count == 0 ? "" : $"notNull=[{string.Join(", ", NotNull.SelectMany(r => r.Leaves()).Select(r => r.Path))}]",
            NotNull.Count == 0 || !DropNulls ? "" : "onNull=[drop]",
            Lengths.Count == 0 ? "" : $"lengths=[{string.Join(", ", Lengths.SelectMany(r => r.Leaves()).Select(r => $"{r.Path} {r.Asked!.Name}"))}]",
        }.Where(t => t.Length > 0));

        public override string Describe() =>
            $"Sink(table=[{Table.Table.Path}], fields=[{Names(Schema)}]{(DescribeRules() is { Length: > 0 } rules ? ", " + rules : "")}{(Materialize ? ", upsertMaterialize=[true]" : "")})";
    }

    /// <summary>Hands the changes to whoever asked: the prompt, a program.</summary>
    public sealed record Collect(LogicalPlan Input) : LogicalPlan
    {
        public override Schema Schema => Input.Schema;

        public override IReadOnlyList<LogicalPlan> Inputs => [Input];

        public override LogicalPlan WithInputs(IReadOnlyList<LogicalPlan> inputs) => this with { Input = inputs[0] };

        public override string Describe() => $"Collect(fields=[{Names(Schema)}])";
    }

    private static string Names(Schema schema) => string.Join(", ", schema.Select(f => f.Name));
}
