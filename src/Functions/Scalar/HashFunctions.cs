using System.Security.Cryptography;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>Cryptographic hashes as lower-case hexadecimal digits.</summary>
internal static class HashFunctions
{
    public const string Family = "Hash";

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Define("MD5", 128, new Md5Hash()),
        Define("SHA1", 160, new Sha1Hash()),
        Define("SHA224", 224, new Sha224Hash()),
        Define("SHA256", 256, new Sha256Hash()),
        Define("SHA384", 384, new Sha384Hash()),
        Define("SHA512", 512, new Sha512Hash()),
        new("SHA2", "SHA2(string, bits)", "Returns the SHA-2 hash of 224, 256, 384 or 512 bits.", Overload.Any(
            new Overload([Parameters.Text, Parameters.Int], SqlType.String, () => new Lift<Sha2Hash, Text, Fixed<int>, TextSink>())))
        {
            Family = Family,
        },
    ];

    /// <summary>Writes a hash as digits.</summary>
    public static bool Put(ref TextSink sink, int row, scoped ReadOnlySpan<byte> hash)
    {
        Hex.Write(hash, sink.Reserve(hash.Length * 2), "0123456789abcdef"u8);
        return sink.Commit(row, hash.Length * 2);
    }

    private static ScalarFunction Define<TOperation>(string name, int bits, TOperation _) where TOperation : struct, IOperation<Text, TextSink> =>
        new(name, name + "(string)", $"Returns the {name} hash of {bits} bits.", Overload.Any(
            new Overload([Parameters.Text], SqlType.String, () => new Lift<TOperation, Text, TextSink>()),
            new Overload([Parameters.Bytes], SqlType.String, () => new Lift<TOperation, Text, TextSink>())))
        {
            Family = Family,
        };

    private readonly struct Md5Hash : IOperation<Text, TextSink>
    {
        public bool Invoke(in Text a, int row, ref TextSink sink)
        {
            Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
            MD5.HashData(a[row], hash);
            return Put(ref sink, row, hash);
        }
    }

    private readonly struct Sha1Hash : IOperation<Text, TextSink>
    {
        public bool Invoke(in Text a, int row, ref TextSink sink)
        {
            Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
            SHA1.HashData(a[row], hash);
            return Put(ref sink, row, hash);
        }
    }

    private readonly struct Sha224Hash : IOperation<Text, TextSink>
    {
        public bool Invoke(in Text a, int row, ref TextSink sink)
        {
            Span<byte> hash = stackalloc byte[Sha224.HashSizeInBytes];
            Sha224.HashData(a[row], hash);
            return Put(ref sink, row, hash);
        }
    }

    private readonly struct Sha256Hash : IOperation<Text, TextSink>
    {
        public bool Invoke(in Text a, int row, ref TextSink sink)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(a[row], hash);
            return Put(ref sink, row, hash);
        }
    }

    private readonly struct Sha384Hash : IOperation<Text, TextSink>
    {
        public bool Invoke(in Text a, int row, ref TextSink sink)
        {
            Span<byte> hash = stackalloc byte[SHA384.HashSizeInBytes];
            SHA384.HashData(a[row], hash);
            return Put(ref sink, row, hash);
        }
    }

    private readonly struct Sha512Hash : IOperation<Text, TextSink>
    {
        public bool Invoke(in Text a, int row, ref TextSink sink)
        {
            Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
            SHA512.HashData(a[row], hash);
            return Put(ref sink, row, hash);
        }
    }

    private readonly struct Sha2Hash : IOperation<Text, Fixed<int>, TextSink>
    {
        public static bool CanFail => true;

        public bool Invoke(in Text a, in Fixed<int> b, int row, ref TextSink sink) => b[row] switch
        {
            224 => default(Sha224Hash).Invoke(in a, row, ref sink),
            256 => default(Sha256Hash).Invoke(in a, row, ref sink),
            384 => default(Sha384Hash).Invoke(in a, row, ref sink),
            512 => default(Sha512Hash).Invoke(in a, row, ref sink),
            var bits => throw FunctionErrors.InvalidArgument("SHA2", $"there is no hash of {bits} bits", "224, 256, 384 or 512"),
        };
    }
}
