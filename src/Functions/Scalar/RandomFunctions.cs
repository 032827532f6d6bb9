using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>Random values, drawn row by row from the seed of the micro-batch, so that a replay draws the same.</summary>
internal static class RandomFunctions
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new("RAND", "RAND([seed])", "Returns a random number from 0 up to 1.", Overload.Any(
            new Overload([], new SqlType.Double(), () => new RandomDoubles()) { Nullness = Nullness.Never },
            new Overload([Parameters.Int], new SqlType.Double(), () => new RandomDoubles())))
        {
            Family = ArithmeticOperators.Family,
            Volatility = Volatility.PerRow,
        },
        new("RAND_INTEGER", "RAND_INTEGER([seed,] bound)", "Returns a random integer from 0 up to the bound.", Overload.Any(
            new Overload([Parameters.Int], new SqlType.Integer(), () => new RandomIntegers()),
            new Overload([Parameters.Int, Parameters.Int], new SqlType.Integer(), () => new RandomIntegers())))
        {
            Family = ArithmeticOperators.Family,
            Volatility = Volatility.PerRow,
        },
        new("UUID", "UUID()", "Returns a random UUID (version 4).", Overload.Any(
            new Overload([], new SqlType.Char(36), () => new RandomIdentifiers()) { Nullness = Nullness.Never }))
        {
            Family = ArithmeticOperators.Family,
            Volatility = Volatility.PerRow,
        },
    ];

    /// <summary>64 random bits for a row: a function of seed and count alone.</summary>
    public static ulong Draw(ulong seed, long count) => RowHash.Mix(RowHash.Mix(seed + ((ulong)count * 0x9E37_79B9_7F4A_7C15)) ^ (ulong)count);
}

internal sealed class RandomDoubles : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var values = result.AllocateValues<double>(context.Arena);
        var seeds = arguments.Length > 0 ? new Fixed<int>(arguments[0]) : default;
        var count = context.RandomCounter;
        for (var i = 0; i < values.Length; i++)
        {
            var seed = arguments.Length > 0 ? context.Seed ^ RowHash.Mix((uint)seeds[i]) : context.Seed;
            values[i] = (RandomFunctions.Draw(seed, count + i) >> 11) * (1.0 / (1UL << 53));
        }

        context.RandomCounter += values.Length;
    }
}

internal sealed class RandomIntegers : ScalarKernel
{
    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var values = result.AllocateValues<int>(context.Arena);
        var bounds = new Fixed<int>(arguments[^1]);
        var seeds = new Fixed<int>(arguments[0]);
        var count = context.RandomCounter;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = 0;
            if (result.IsNull(i))
                continue;
            if (bounds[i] <= 0)
                throw FunctionErrors.InvalidArgument("RAND_INTEGER", $"the bound {bounds[i]} is not positive");
            var seed = arguments.Length > 1 ? context.Seed ^ RowHash.Mix((uint)seeds[i]) : context.Seed;
            values[i] = (int)Math.BigMul(RandomFunctions.Draw(seed, count + i), (ulong)bounds[i], out _);
        }

        context.RandomCounter += values.Length;
    }
}

internal sealed class RandomIdentifiers : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var sink = TextSink.Open(result, arguments, context.Arena);
        Span<byte> bits = stackalloc byte[16];
        for (var row = 0; row < result.StoredLength; row++)
        {
            BitConverter.TryWriteBytes(bits, RandomFunctions.Draw(context.Seed, context.RandomCounter++));
            BitConverter.TryWriteBytes(bits[8..], RandomFunctions.Draw(~context.Seed, context.RandomCounter));
            bits[6] = (byte)((bits[6] & 0x0F) | 0x40);
            bits[8] = (byte)((bits[8] & 0x3F) | 0x80);
            new Guid(bits, bigEndian: true).TryFormat(sink.Reserve(36), out var written);
            sink.Commit(row, written);
        }

        sink.Close();
    }
}
