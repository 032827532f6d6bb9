using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Arm = System.Runtime.Intrinsics.Arm;

namespace StreamSql.Storage.Parquet;

/// <summary>CRC-32 as in gzip (ISO 3309), the checksum of Parquet's pages.</summary>
/// <remarks>On x86 64 bytes at a time are folded by carry-less multiplication (Gopal et al., "Fast CRC Computation for
/// Generic Polynomials Using PCLMULQDQ Instruction", Intel 2009); the remainder goes through tables.</remarks>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Tables = BuildTables();

    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        if (Pclmulqdq.IsSupported && bytes.Length >= 64)
        {
            var folded = bytes.Length & ~15;
            Span<byte> remainder = stackalloc byte[16];
            Fold(crc, bytes[..folded], remainder);
            crc = AppendByTable(0, remainder);
            bytes = bytes[folded..];
        }
        else if (Arm.Crc32.Arm64.IsSupported)
        {
            foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
                crc = Arm.Crc32.Arm64.ComputeCrc32(crc, word);
            bytes = bytes[(bytes.Length & ~7)..];
        }

        return ~AppendByTable(crc, bytes);
    }

    /// <summary>Reduces a multiple of 16 bytes, at least 64, to 16 bytes that have the same checksum.</summary>
    private static void Fold(uint crc, ReadOnlySpan<byte> bytes, Span<byte> remainder)
    {
        // x^(512±32) and x^(128±32) modulo the polynomial, bit-reflected.
        var by64 = Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);
        var by16 = Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var a = blocks[0] ^ Vector128.CreateScalar((ulong)crc);
        var (b, c, d) = (blocks[1], blocks[2], blocks[3]);
        blocks = blocks[4..];
        for (; blocks.Length >= 4; blocks = blocks[4..])
        {
            a = Times(a, by64) ^ blocks[0];
            b = Times(b, by64) ^ blocks[1];
            c = Times(c, by64) ^ blocks[2];
            d = Times(d, by64) ^ blocks[3];
        }

        a = Times(a, by16) ^ b;
        a = Times(a, by16) ^ c;
        a = Times(a, by16) ^ d;
        foreach (var block in blocks)
            a = Times(a, by16) ^ block;
        a.AsByte().CopyTo(remainder);
    }

    private static Vector128<ulong> Times(Vector128<ulong> value, Vector128<ulong> factors) =>
        Pclmulqdq.CarrylessMultiply(value, factors, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, factors, 0x11);

    private static uint AppendByTable(uint crc, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = 0;
            for (var i = 0; i < 8; i++)
                crc ^= tables[(7 - i) * 256 + (byte)(word >> (8 * i))];
        }

        foreach (var value in bytes)
            crc = tables[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    /// <summary>Table k has the checksum of each byte followed by k zero bytes.</summary>
    private static uint[] BuildTables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
            tables[i] = tables[(byte)tables[i - 256]] ^ (tables[i - 256] >> 8);
        return tables;
    }
}
