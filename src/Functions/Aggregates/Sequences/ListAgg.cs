using System.Buffers;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Scalar;

namespace StreamSql.Functions.Aggregates.Sequences;

/// <summary>LISTAGG: the texts of a group one after the other, each with its separator before it but the first.</summary>
internal sealed class ListAgg : SequenceKernel
{
    private readonly ArrayBufferWriter<byte> _joined = new();

    public static AggregateFunction Function { get; } = new(
        "LISTAGG",
        "LISTAGG(string [, separator])",
        "Joins the strings that are not NULL with a separator, by default a comma, in the order in which rows come.",
        arguments => arguments.Count is 1 or 2 && arguments.All(a => Parameters.Text(a) is not null)
            ? ResolvedAggregate.OfRows(SqlType.String, [.. arguments.Select(a => Parameters.Text(a)!)], new(SequenceForm.Rows, () => new ListAgg()))
            : null);

    public override void Evaluate(ReadOnlySpan<int> ends, ReadOnlySpan<Vector> arguments, ReadOnlySpan<int> counts, Vector result, BatchArena arena)
    {
        var rows = new LiftedRows([], result, arena, seesNulls: true);
        var sink = TextSink.Open(result, arguments, arena);
        var texts = new Text(arguments[0]);
        var separators = new Text(arguments[^1]);
        var start = 0;
        for (var group = 0; group < ends.Length; group++)
        {
            _joined.ResetWrittenCount();
            for (var row = start; row < ends[group]; row++)
            {
                if (row > start)
                    _joined.Write(arguments.Length == 1 ? ","u8 : separators[row]);
                _joined.Write(texts[row]);
            }

            if (ends[group] > start)
                sink.Set(group, _joined.WrittenSpan);
            else
                rows.MakeNull(group, ref sink);
            start = ends[group];
        }

        sink.Close();
    }
}
