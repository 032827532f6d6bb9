using StreamSql.Architecture.Tests.Code;
using StreamSql.Architecture.Tests.Registrations;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Planning;
using StreamSql.Execution.Runtime;
using StreamSql.Execution.State;

namespace StreamSql.Architecture.Tests.State;

/// <summary>What an operator must remember is in a state table that it declares, so that a checkpoint has it. Looked up in live operators:
/// everything in their reach that can change is declared, or is in the table below with the reason why it need not be.</summary>
public sealed class OperatorStateTests
{
    // Scratch memory and what never changes are not looked into.
    private static readonly Type[] Opaque =
    [
        typeof(PhysicalPlan), typeof(Schema), typeof(SqlType), typeof(Vector), typeof(BatchArena), typeof(EvaluationContext),
        typeof(CompiledExpressions), typeof(SinkWriter), typeof(RowStore), typeof(IntList), typeof(KeyIndex), typeof(VectorMerge),
        typeof(ChangeBatchBuilder),
    ];

    // Changes within a micro-batch, or is worked out anew from what is declared.
    private static readonly Dictionary<string, string> Scratch = new(StringComparer.Ordinal)
    {
        ["AssignWatermark._start"] = "set when a micro-batch begins, from what the runtime keeps",
        ["AssignWatermark._running"] = "as _start; the runtime reads it when the micro-batch ends and keeps it in the checkpoint",
        ["CurrentPartition.Name"] = "the partition of the batches at hand",
        ["CurrentPartition.Floor"] = "as Name",
        ["GroupInput.Count"] = "the batch at hand",
        ["GroupInput._at"] = "the batch at hand",
        ["GroupInput._start"] = "the batch at hand",
        ["GroupInput._at"] = "the block of the batch at hand",
        ["GroupInput._start"] = "the block of the batch at hand",
        ["GroupInput._weights"] = "the batch at hand",
        ["GroupInput._hashes"] = "the batch at hand",
        ["GroupInput._panes"] = "the batch at hand",
        ["CountedRows._rows"] = "the call at hand",
        ["CountedRows._bits"] = "the call at hand",
        ["TouchedGroups._rows"] = "empty between micro-batches",
        ["TouchedGroups._before"] = "empty between micro-batches",
        ["TouchedGroups.Copies"] = "empty between micro-batches",
        ["TouchedGroups._epoch"] = "counts micro-batches to tell which rows were touched in this one",
        ["ValueCalls._emptied"] = "empty between micro-batches",
        ["SequenceCall._changed"] = "empty between micro-batches",
        ["SequenceCall._read"] = "the result at hand",
        ["SequenceCall._counts"] = "the result at hand",
        ["EqualRows._oldest"] = "an index of a declared table's rows, made anew after a restart",
        ["SequenceRows._store"] = "the rows of a declared table",
        ["ColumnTree.Values"] = "the result at hand",
        ["ColumnTree._offsets"] = "the result at hand",
        ["JsonItem._vector"] = "the result at hand",
        ["JsonWriter._entries"] = "the result at hand",
        ["LastRowOperator._emptied"] = "empty between micro-batches",
        ["ValueHeap.store"] = "the rows of a declared table",
        ["WindowAggregate._firing.merged.Table"] = "empty between micro-batches: windows are put together in it when they fire",
        ["ArrivalNumbers._next"] = "one above the largest number in the declared table, from which it is found again after a restart",
        ["ChangePairing._blocks"] = "empty between micro-batches",
        ["ChangePairing._entries"] = "empty between micro-batches",
        ["RowTable._newest"] = "empty between micro-batches",
        ["RowTable._chain"] = "empty between micro-batches",
    };

    [Fact]
    public void Operators_have_no_state_that_they_do_not_declare()
    {
        var undeclared = Operators().SelectMany(o => Undeclared(o).Where(m => !Scratch.ContainsKey(m.Place)).Select(m => $"{o.GetType().Name}: {m}"));
        var text = string.Join('\n', undeclared.Distinct().Order(StringComparer.Ordinal));
        Assert.True(text.Length == 0, "undeclared state:\n" + text);
    }

    [Fact]
    public void Every_operator_is_looked_at()
    {
        var seen = Operators().Select(o => o.GetType()).ToHashSet();
        Assert.Empty(Registered.Concrete(typeof(Operator), [typeof(Operator).Assembly]).Where(t => !seen.Contains(t)).Select(t => t.Name));
    }

    [Fact]
    public void What_counts_as_scratch_exists()
    {
        var found = Operators().SelectMany(Undeclared).Select(m => m.Place).ToHashSet();
        Assert.Empty(Scratch.Keys.Except(found));
        Assert.All(Scratch.Values, because => Assert.NotEmpty(because));
    }

    [Fact]
    public void State_that_is_not_declared_is_noticed()
    {
        using var forgetful = new Forgetful();
        Assert.Equal(
            ["Forgetful._count", "Forgetful._holder._inner", "Forgetful._rows", "Forgetful._table"],
            Undeclared(forgetful).Select(m => m.Place).Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<Operator> Operators() => [.. Pipelines.Build().SelectMany(p => p.Nodes).Select(n => n.Operator)];

    private static IEnumerable<Mutable> Undeclared(Operator @operator)
    {
        var declared = @operator.State.ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return StateWalk.Of(@operator, type => Array.Exists(Opaque, o => o.IsAssignableFrom(type)))
            .Where(m => m.Value is null || !declared.Contains(m.Value));
    }

    /// <summary>Declares one of its tables and forgets the rest.</summary>
    private sealed class Forgetful : Operator
    {
        private readonly KeyedTable _declared = Table("declared");
        private readonly KeyedTable _table = Table("forgotten");
        private readonly List<int> _rows = [];
        private readonly Holder _holder = new(Table("inner"));
        private readonly Schema _schema = new(new Field("a", new SqlType.Integer()));
        private int _count;

        public Forgetful() : base("forgetful")
        {
        }

        public override IReadOnlyList<IStateTable> State => [_declared];

        public override void OnBatch(int input, ChangeBatch batch) => _count += batch.Count + _rows.Count + _schema.Count + (int)_table.RowCount;

        public override void OnMicroBatchEnd(MicroBatchContext context) => _holder.Touch();

        private static KeyedTable Table(string name) => new(name, new Schema(new Field("a", new SqlType.Integer())), 1, [], 0);
    }

    private sealed class Holder(KeyedTable inner)
    {
        private readonly KeyedTable _inner = inner;

        public void Touch() => GC.KeepAlive(_inner);
    }
}
