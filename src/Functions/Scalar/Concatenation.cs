using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>CONCAT, CONCAT_WS and ||. Beside text, other values are cast to it.</summary>
internal static class Concatenation
{
    public static ResolvedFunction? ResolveOperator(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 2)
            return null;
        var (left, right) = (arguments[0].Type, arguments[1].Type);
        if (left.IsBinary() && right.IsBinary())
        {
            return new ResolvedFunction(
                SqlType.Bytes.WithNullable(left.Nullable || right.Nullable), [left, right], () => new Lift<Join, Text, Text, TextSink>());
        }

        return left.IsCharacter() || right.IsCharacter() || left is SqlType.Null || right is SqlType.Null ? Resolve(arguments) : null;
    }

    public static ResolvedFunction? Resolve(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count == 0 || Texts(arguments) is not { } types)
            return null;
        return new ResolvedFunction(
            SqlType.String.WithNullable(types.Any(t => t.Nullable)),
            types,
            types.Count == 2 ? () => new Lift<Join, Text, Text, TextSink>() : () => new JoinAll());
    }

    public static ResolvedFunction? ResolveWithSeparator(IReadOnlyList<ArgumentInfo> arguments) =>
        arguments.Count >= 2 && Texts(arguments) is { } types
            ? new ResolvedFunction(SqlType.String.WithNullable(types[0].Nullable), types, () => new JoinWithSeparator())
            : null;

    private static EquatableList<SqlType>? Texts(IReadOnlyList<ArgumentInfo> arguments)
    {
        var types = new SqlType[arguments.Count];
        for (var i = 0; i < types.Length; i++)
        {
            var type = arguments[i].Type;
            if (type.IsBinary() || type is SqlType.Descriptor)
                return null;
            types[i] = type.IsCharacter() ? type : SqlType.String.WithNullable(type.Nullable);
        }

        return new EquatableList<SqlType>(types);
    }
}

internal readonly struct Join : IOperation<Text, Text, TextSink>
{
    public bool Invoke(in Text a, in Text b, int row, ref TextSink sink)
    {
        var left = a[row];
        var right = b[row];
        var target = sink.Reserve(left.Length + right.Length);
        left.CopyTo(target);
        right.CopyTo(target[left.Length..]);
        return sink.Commit(row, target.Length);
    }
}

internal sealed class JoinAll : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var sink = TextSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (result.IsNull(row))
            {
                sink.Skip(row);
                continue;
            }

            var length = 0;
            foreach (var argument in arguments)
                length += argument.Bytes(argument.IsConstant ? 0 : row).Length;
            var target = sink.Reserve(length);
            length = 0;
            foreach (var argument in arguments)
            {
                var text = argument.Bytes(argument.IsConstant ? 0 : row);
                text.CopyTo(target[length..]);
                length += text.Length;
            }

            sink.Commit(row, length);
        }

        sink.Close();
    }
}

/// <summary>Leaves NULLs out; only a NULL separator makes the result NULL.</summary>
internal sealed class JoinWithSeparator : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments[..1], result, context.Arena);
        var sink = TextSink.Open(result, arguments, context.Arena);
        var parts = arguments[1..];
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (result.IsNull(row))
            {
                sink.Skip(row);
                continue;
            }

            var separator = arguments[0].Bytes(arguments[0].IsConstant ? 0 : row);
            var length = 0;
            foreach (var part in parts)
                length += part.IsNull(row) ? 0 : part.Bytes(part.IsConstant ? 0 : row).Length + separator.Length;
            var target = sink.Reserve(length);
            length = 0;
            var first = true;
            foreach (var part in parts)
            {
                if (part.IsNull(row))
                    continue;
                if (!first)
                {
                    separator.CopyTo(target[length..]);
                    length += separator.Length;
                }

                var text = part.Bytes(part.IsConstant ? 0 : row);
                text.CopyTo(target[length..]);
                length += text.Length;
                first = false;
            }

            sink.Commit(row, length);
        }

        sink.Close();
    }
}
