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
        Define("MD5", 128, new Digest<Md5Digest>()),
        Define("SHA1", 160, new Digest<Sha1Digest>()),
        Define("SHA224", 224, new Digest<Sha224Digest>()),
        Define("SHA256", 256, new Digest<Sha256Digest>()),
        Define("SHA384", 384, new Digest<Sha384Digest>()),
        Define("SHA512", 512, new Digest<Sha512Digest>()),
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

    private interface IDigest
    {
        static abstract int Bytes { get; }

        static abstract void Compute(ReadOnlySpan<byte> text, Span<byte> hash);
    }

    private readonly struct Digest<T> : IOperation<Text, TextSink> where T : struct, IDigest
    {
        public bool Invoke(in Text a, int row, ref TextSink sink)
        {
            Span<byte> hash = stackalloc byte[T.Bytes];
            T.Compute(a[row], hash);
            return Put(ref sink, row, hash);
        }
    }

    private readonly struct Md5Digest : IDigest
    {
        public static int Bytes => MD5.HashSizeInBytes;

        public static void Compute(ReadOnlySpan<byte> text, Span<byte> hash) => MD5.HashData(text, hash);
    }

    private readonly struct Sha1Digest : IDigest
    {
        public static int Bytes => SHA1.HashSizeInBytes;

        public static void Compute(ReadOnlySpan<byte> text, Span<byte> hash) => SHA1.HashData(text, hash);
    }

    private readonly struct Sha224Digest : IDigest
    {
        public static int Bytes => Sha224.HashSizeInBytes;

        public static void Compute(ReadOnlySpan<byte> text, Span<byte> hash) => Sha224.HashData(text, hash);
    }

    private readonly struct Sha256Digest : IDigest
    {
        public static int Bytes => SHA256.HashSizeInBytes;

        public static void Compute(ReadOnlySpan<byte> text, Span<byte> hash) => SHA256.HashData(text, hash);
    }

    private readonly struct Sha384Digest : IDigest
    {
        public static int Bytes => SHA384.HashSizeInBytes;

        public static void Compute(ReadOnlySpan<byte> text, Span<byte> hash) => SHA384.HashData(text, hash);
    }

    private readonly struct Sha512Digest : IDigest
    {
        public static int Bytes => SHA512.HashSizeInBytes;

        public static void Compute(ReadOnlySpan<byte> text, Span<byte> hash) => SHA512.HashData(text, hash);
    }

    private readonly struct Sha2Hash : IOperation<Text, Fixed<int>, TextSink>
    {
        public static bool CanFail => true;

        public bool Invoke(in Text a, in Fixed<int> b, int row, ref TextSink sink) => b[row] switch
        {
            224 => default(Digest<Sha224Digest>).Invoke(in a, row, ref sink),
            256 => default(Digest<Sha256Digest>).Invoke(in a, row, ref sink),
            384 => default(Digest<Sha384Digest>).Invoke(in a, row, ref sink),
            512 => default(Digest<Sha512Digest>).Invoke(in a, row, ref sink),
            var bits => throw FunctionErrors.InvalidArgument("SHA2", $"there is no hash of {bits} bits", "224, 256, 384 or 512"),
        };
    }
}
