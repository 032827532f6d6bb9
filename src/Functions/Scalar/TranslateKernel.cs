using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>TRANSLATE: NULL for the characters to replace changes nothing, NULL for those to put in deletes.</summary>
internal sealed class TranslateKernel : ScalarKernel
{
    public static ResolvedFunction? Resolve(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 3)
            return null;
        var types = arguments.Select(Parameters.Text).ToArray();
        return types.Contains(null)
            ? null
            : new ResolvedFunction(SqlType.String.WithNullable(types[0]!.Nullable), new EquatableList<SqlType>(types!), () => new TranslateKernel());
    }

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        result.SetValidity(default);
        Validity.Combine(arguments[..1], result, context.Arena);
        var text = new Text(arguments[0]);
        var from = new Text(arguments[1]);
        var to = new Text(arguments[2]);
        var sink = TextSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (result.IsNull(row))
                sink.Skip(row);
            else if (!from.IsValid(row) || from[row].IsEmpty)
                sink.Slice(row, 0, in text.At(row), text[row], 0, text[row].Length);
            else
                Translate(text[row], from[row], to.IsValid(row) ? to[row] : default, row, ref sink);
        }

        sink.Close();
    }

    private static void Translate(ReadOnlySpan<byte> text, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, int row, ref TextSink sink)
    {
        // A character of one byte may become one of four.
        var target = sink.Reserve(text.Length * 4);
        var length = 0;
        for (var position = 0; position < text.Length;)
        {
            var next = Utf8.Advance(text, position, 1, out _);
            var character = text[position..next];
            var found = from.IndexOf(character);
            if (found >= 0)
                character = CharacterAt(to, Utf8.Count(from[..found]));
            character.CopyTo(target[length..]);
            length += character.Length;
            position = next;
        }

        sink.Commit(row, length);
    }

    private static ReadOnlySpan<byte> CharacterAt(ReadOnlySpan<byte> text, int index)
    {
        var start = Utf8.Advance(text, 0, index, out _);
        return text[start..Utf8.Advance(text, start, 1, out _)];
    }
}
