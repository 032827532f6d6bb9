using System.Buffers;
using System.Text;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Scalar;
using Text = StreamSql.Functions.Kernels.Text;

namespace StreamSql.Functions.Formatting;

/// <summary>PRINTF: as java.util.Formatter; NULL for a format that does not fit its arguments. A NULL argument shows as <c>null</c>.</summary>
internal sealed class Printf : ScalarKernel
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private byte[]? _format;
    private FormatPiece[]? _pieces;

    public override bool CanFail => true;

    /// <summary>Numbers, truth values, texts and times are formatted; all else is cast to STRING first.</summary>
    public static ResolvedFunction? Resolve(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count == 0 || Parameters.Text(arguments[0]) is not { } format || arguments.Any(a => a.Type is SqlType.Descriptor))
            return null;
        return new ResolvedFunction(
            SqlType.String,
            [format, .. arguments.Skip(1).Select(a => IsFormatted(a.Type) ? a.Type : SqlType.String.WithNullable(a.Type.Nullable))],
            () => new Printf());
    }

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var rows = new LiftedRows(arguments[..1], result, context.Arena, seesNulls: false);
        var sink = TextSink.Open(result, arguments, context.Arena);
        var format = new Text(arguments[0]);
        var values = arguments[1..];
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!rows.IsNull(row) && Pieces(format[row], values.Length) is { } pieces && Write(pieces, values, row))
                sink.Set(row, _text.WrittenSpan);
            else
                rows.MakeNull(row, ref sink);
        }

        sink.Close();
    }

    private static bool IsFormatted(SqlType type) =>
        type.IsNumeric() || type.IsCharacter() || type.IsTimestamp() || FormatWriter.IsWhole(type) || type is SqlType.Boolean or SqlType.Null;

    private FormatPiece[]? Pieces(ReadOnlySpan<byte> format, int arguments)
    {
        if (_format is null || !format.SequenceEqual(_format))
        {
            _format = format.ToArray();
            _pieces = FormatText.Parse(Encoding.UTF8.GetString(format), arguments);
        }

        return _pieces;
    }

    private bool Write(FormatPiece[] pieces, ReadOnlySpan<Vector> arguments, int row)
    {
        _text.ResetWrittenCount();
        foreach (var piece in pieces)
        {
            if (piece.Argument < 0)
                _text.Write(piece.Literal);
            else if (!FormatWriter.Write(piece, arguments[piece.Argument], row, _text))
                return false;
        }

        return true;
    }
}
