using System.Diagnostics;
using System.IO.Compression;

namespace StreamSql.Storage.Parquet.Compression;

/// <summary>One page in, one page out, in any of the codecs.</summary>
internal static class Compressor
{
    /// <summary>Refuses a codec that cannot be written here, before anything is.</summary>
    public static void RequireWritable(CompressionCodec codec)
    {
        if (codec is not (CompressionCodec.Uncompressed or CompressionCodec.Snappy or CompressionCodec.Gzip or CompressionCodec.Zstd))
            throw new NotSupportedException($"Parquet files cannot be written with compression '{codec}'");
        if (codec == CompressionCodec.Zstd)
            Zstd.Require();
    }

    public static void Compress(CompressionCodec codec, ReadOnlySpan<byte> source, OutputBuffer output)
    {
        switch (codec)
        {
            case CompressionCodec.Snappy:
                Snappy.Compress(source, output);
                break;
            case CompressionCodec.Zstd:
                Zstd.Compress(source, output);
                break;
            case CompressionCodec.Gzip:
                using (var gzip = new GZipStream(new AppendStream(output), CompressionLevel.Optimal))
                    gzip.Write(source);
                break;
            default:
                throw new UnreachableException(codec.ToString());
        }
    }

    /// <summary>The most that so many compressed bytes can become; for codecs without a limit, any number.</summary>
    public static long MaxDecompressed(CompressionCodec codec, int compressed) => codec switch
    {
        CompressionCodec.Uncompressed => compressed,
        CompressionCodec.Snappy => (long)compressed * Snappy.MaxExpansion,
        // Deflate codes at best 258 bytes in two bits.
        CompressionCodec.Gzip => (long)compressed * 1032,
        _ => long.MaxValue,
    };

    /// <param name="destination">Exactly as long as the page header says.</param>
    public static void Decompress(CompressionCodec codec, ReadOnlyMemory<byte> source, Span<byte> destination)
    {
        switch (codec)
        {
            case CompressionCodec.Snappy:
                Snappy.Decompress(source.Span, destination);
                break;
            case CompressionCodec.Zstd:
                Zstd.Decompress(source.Span, destination);
                break;
            case CompressionCodec.Gzip:
                Gunzip(source, destination);
                break;
            case CompressionCodec.Brotli:
                if (!BrotliDecoder.TryDecompress(source.Span, destination, out var written) || written != destination.Length)
                    throw ParquetFault.InPage("damaged Brotli data");
                break;
            default:
                throw ParquetFault.InPage($"compression {(int)codec}, which is not supported,");
        }
    }

    private static void Gunzip(ReadOnlyMemory<byte> source, Span<byte> destination)
    {
        var compressed = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(source, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(source.ToArray());
        using var gzip = new GZipStream(compressed, CompressionMode.Decompress);
        try
        {
            if (gzip.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) != destination.Length || gzip.ReadByte() >= 0)
                throw ParquetFault.InPage("gzip data of another length than due");
        }
        catch (InvalidDataException e)
        {
            throw ParquetFault.InPage($"gzip data: {e.Message}");
        }
    }

    private sealed class AppendStream(OutputBuffer output) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => output.Length;

        public override long Position
        {
            get => output.Length;
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => output.Append(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => output.Append(buffer);
    }
}
