using System.Runtime.InteropServices;

namespace StreamSql.Storage.Parquet.Compression;

/// <summary>Zstandard by the machine's own libzstd: .NET has none.</summary>
internal static unsafe class Zstd
{
    private const int Level = 3;

    private static readonly Functions? Library = Load();

    public static bool IsAvailable => Library is not null;

    /// <exception cref="NotSupportedException">The library is not on this machine.</exception>
    public static void Require() => Loaded();

    public static void Compress(ReadOnlySpan<byte> source, OutputBuffer output)
    {
        var library = Loaded();
        var bound = library.CompressBound((nuint)source.Length);
        var target = output.Reserve(checked((int)bound));
        fixed (byte* from = source, to = target)
        {
            var written = library.Compress(to, bound, from, (nuint)source.Length, Level);
            if (library.IsError(written) != 0)
                throw new InvalidOperationException($"libzstd: {Marshal.PtrToStringUTF8(library.ErrorName(written))}");
            output.Advance((int)written);
        }
    }

    public static void Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var library = Loaded();
        fixed (byte* from = source, to = destination)
        {
            var written = library.Decompress(to, (nuint)destination.Length, from, (nuint)source.Length);
            if (library.IsError(written) != 0)
                throw ParquetFault.InPage($"Zstandard data: {Marshal.PtrToStringUTF8(library.ErrorName(written))}");
            if (written != (nuint)destination.Length)
                throw ParquetFault.InPage($"Zstandard data of {written} bytes where {destination.Length} are due");
        }
    }

    private static Functions Loaded() => Library ?? throw new NotSupportedException(
        "Zstandard needs the library libzstd, which is not on this machine; install it (Debian: apt-get install libzstd1) or choose another compression");

    private static Functions? Load()
    {
        string[] names = OperatingSystem.IsWindows() ? ["libzstd.dll", "zstd.dll"]
            : OperatingSystem.IsMacOS() ? ["libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib", "/usr/local/lib/libzstd.1.dylib"]
            : ["libzstd.so.1"];
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
                return new Functions(handle);
        }

        return null;
    }

    private sealed class Functions(nint library)
    {
        public readonly delegate* unmanaged<nuint, nuint> CompressBound =
            (delegate* unmanaged<nuint, nuint>)NativeLibrary.GetExport(library, "ZSTD_compressBound");

        public readonly delegate* unmanaged<byte*, nuint, byte*, nuint, int, nuint> Compress =
            (delegate* unmanaged<byte*, nuint, byte*, nuint, int, nuint>)NativeLibrary.GetExport(library, "ZSTD_compress");

        public readonly delegate* unmanaged<byte*, nuint, byte*, nuint, nuint> Decompress =
            (delegate* unmanaged<byte*, nuint, byte*, nuint, nuint>)NativeLibrary.GetExport(library, "ZSTD_decompress");

        public readonly delegate* unmanaged<nuint, uint> IsError =
            (delegate* unmanaged<nuint, uint>)NativeLibrary.GetExport(library, "ZSTD_isError");

        public readonly delegate* unmanaged<nuint, nint> ErrorName =
            (delegate* unmanaged<nuint, nint>)NativeLibrary.GetExport(library, "ZSTD_getErrorName");
    }
}
