using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StreamSql.Storage.Parquet.Encodings;

/// <summary>Integers of a fixed number of bits each, least significant bit first, eight at a time: eight values take
/// exactly <c>width</c> bytes.</summary>
/// <remarks>Up to 32 bits, packing narrows eight lanes with AVX-512 and squeezes them with PEXT; unpacking up to 16 bits
/// spreads with PDEP. Elsewhere plain shifts.</remarks>
internal static class BitPacking
{
    /// <summary>Bits needed for every value up to <paramref name="max"/>.</summary>
    public static int WidthOf(ulong max) => 64 - BitOperations.LeadingZeroCount(max);

    /// <param name="values">A multiple of 8 values, each below 2^width.</param>
    /// <param name="destination">Has 8 bytes more than the packed values take.</param>
    /// <returns>Bytes written.</returns>
    public static int Pack<T>(ReadOnlySpan<T> values, int width, Span<byte> destination) where T : unmanaged, IBinaryInteger<T>
    {
        var length = values.Length / 8 * width;
        _ = destination[length + sizeof(ulong) - 1];
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var target = ref MemoryMarshal.GetReference(destination);
        if (width == 0)
            return 0;
        if (width <= 32 && Unsafe.SizeOf<T>() >= 4 && Bmi2.X64.IsSupported && Avx512F.VL.IsSupported)
            PackNarrowed(ref source, values.Length, width, ref target);
        else
            PackShifting(ref source, values.Length, width, ref target);
        return length;
    }

    /// <param name="source">At least <c>destination.Length / 8 * width</c> bytes.</param>
    /// <param name="destination">A multiple of 8 values; wider bits than fit are cut off.</param>
    public static void Unpack<T>(ReadOnlySpan<byte> source, int width, Span<T> destination) where T : unmanaged, IBinaryInteger<T>
    {
        if (width == 0)
        {
            destination.Clear();
            return;
        }

        var groups = destination.Length / 8;
        source = source[..(groups * width)];
        // Loops load whole words; the last groups, whose words would reach beyond the end, come from a padded copy.
        var safe = Math.Min(groups, Math.Max(0, source.Length - 2 * sizeof(ulong)) / width);
        UnpackGroups(ref MemoryMarshal.GetReference(source), safe, width, ref MemoryMarshal.GetReference(destination));
        Span<byte> padded = stackalloc byte[80];
        for (var group = safe; group < groups; group++)
        {
            source.Slice(group * width, width).CopyTo(padded);
            UnpackGroups(ref MemoryMarshal.GetReference(padded), 1, width, ref destination[group * 8]);
        }
    }

    private static void PackNarrowed<T>(ref T source, int count, int width, ref byte target) where T : unmanaged, IBinaryInteger<T>
    {
        var ones = (1UL << width) - 1;
        switch (width)
        {
            case <= 8:
                var bytes = ones * 0x0101010101010101;
                for (var i = 0; i < count; i += 8)
                {
                    Unsafe.WriteUnaligned(ref target, Bmi2.X64.ParallelBitExtract(NarrowToBytes(ref Unsafe.Add(ref source, i)), bytes));
                    target = ref Unsafe.Add(ref target, width);
                }

                break;
            case <= 16:
                var words = ones * 0x0001000100010001;
                for (var i = 0; i < count; i += 8)
                {
                    var narrow = NarrowToWords(ref Unsafe.Add(ref source, i)).AsUInt64();
                    var low = Bmi2.X64.ParallelBitExtract(narrow[0], words);
                    var high = Bmi2.X64.ParallelBitExtract(narrow[1], words);
                    // Four values take width / 2 bytes, which is half a byte off if width is odd: or the halves together.
                    var both = (UInt128)low | ((UInt128)high << (4 * width));
                    Unsafe.WriteUnaligned(ref target, (ulong)both);
                    Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, width - 8), (ulong)(both >> (8 * (width - 8))));
                    target = ref Unsafe.Add(ref target, width);
                }

                break;
            default:
                var pairs = ones * 0x0000000100000001;
                for (var i = 0; i < count; i += 8)
                {
                    var narrow = NarrowToInts(ref Unsafe.Add(ref source, i)).AsUInt64();
                    var pending = default(Pending);
                    for (var pair = 0; pair < 4; pair++)
                        pending.Put(ref target, Bmi2.X64.ParallelBitExtract(narrow[pair], pairs), 2 * width);
                    Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, pending.Stored), pending.Bits);
                    target = ref Unsafe.Add(ref target, width);
                }

                break;
        }
    }

    private static void PackShifting<T>(ref T source, int count, int width, ref byte target) where T : unmanaged, IBinaryInteger<T>
    {
        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        var pending = default(Pending);
        for (var i = 0; i < count; i++)
            pending.Put(ref target, ulong.CreateTruncating(Unsafe.Add(ref source, i)) & mask, width);
        if (pending.Filled > 0)
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, pending.Stored), pending.Bits);
    }

    /// <summary>Bits that do not yet fill a word.</summary>
    private struct Pending
    {
        public ulong Bits;
        public int Filled;

        /// <summary>Bytes stored before.</summary>
        public int Stored;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Put(ref byte target, ulong bits, int width)
        {
            Bits |= bits << Filled;
            Filled += width;
            if (Filled < 64)
                return;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, Stored), Bits);
            Stored += 8;
            Filled -= 64;
            Bits = Filled == 0 ? 0 : bits >> (width - Filled);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NarrowToBytes<T>(ref T source) where T : unmanaged =>
        Unsafe.SizeOf<T>() == 8
            ? Avx512F.ConvertToVector128Byte(Vector512.LoadUnsafe(ref Unsafe.As<T, ulong>(ref source))).AsUInt64()[0]
            : Avx512F.VL.ConvertToVector128Byte(Vector256.LoadUnsafe(ref Unsafe.As<T, uint>(ref source))).AsUInt64()[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> NarrowToWords<T>(ref T source) where T : unmanaged =>
        Unsafe.SizeOf<T>() == 8
            ? Avx512F.ConvertToVector128UInt16(Vector512.LoadUnsafe(ref Unsafe.As<T, ulong>(ref source)))
            : Avx512F.VL.ConvertToVector128UInt16(Vector256.LoadUnsafe(ref Unsafe.As<T, uint>(ref source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> NarrowToInts<T>(ref T source) where T : unmanaged =>
        Unsafe.SizeOf<T>() == 8
            ? Avx512F.ConvertToVector256UInt32(Vector512.LoadUnsafe(ref Unsafe.As<T, ulong>(ref source)))
            : Vector256.LoadUnsafe(ref Unsafe.As<T, uint>(ref source));

    private static void UnpackGroups<T>(ref byte source, int groups, int width, ref T target) where T : unmanaged, IBinaryInteger<T>
    {
        if (width <= 16 && Unsafe.SizeOf<T>() >= 4 && Bmi2.X64.IsSupported && Avx512F.IsSupported)
        {
            UnpackSpread(ref source, groups, width, ref target);
            return;
        }

        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        for (var group = 0; group < groups; group++)
        {
            for (var i = 0; i < 8; i++)
            {
                var bit = i * width;
                ref var at = ref Unsafe.Add(ref source, bit >> 3);
                var word = Unsafe.ReadUnaligned<ulong>(ref at) >> (bit & 7);
                if (width > 57 && (bit & 7) != 0)
                    word |= (ulong)Unsafe.Add(ref at, 8) << (64 - (bit & 7));
                Unsafe.Add(ref target, i) = T.CreateTruncating(word & mask);
            }

            source = ref Unsafe.Add(ref source, width);
            target = ref Unsafe.Add(ref target, 8);
        }
    }

    private static void UnpackSpread<T>(ref byte source, int groups, int width, ref T target) where T : unmanaged
    {
        var ones = (1UL << width) - 1;
        for (var group = 0; group < groups; group++)
        {
            if (width <= 8)
            {
                var bytes = Bmi2.X64.ParallelBitDeposit(Unsafe.ReadUnaligned<ulong>(ref source), ones * 0x0101010101010101);
                var lanes = Vector128.CreateScalarUnsafe(bytes).AsByte();
                if (Unsafe.SizeOf<T>() == 8)
                    Avx512F.ConvertToVector512UInt64(lanes).StoreUnsafe(ref Unsafe.As<T, ulong>(ref target));
                else
                    Avx2.ConvertToVector256Int32(lanes).StoreUnsafe(ref Unsafe.As<T, int>(ref target));
            }
            else
            {
                var low = Unsafe.ReadUnaligned<ulong>(ref source);
                var half = 4 * width;
                var high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, half >> 3)) >> (half & 7);
                // An odd width starts at bit 4 of a byte; its four values then end at bit 4 * 15 + 4 = 64 at the latest.
                var lanes = Vector128.Create(
                    Bmi2.X64.ParallelBitDeposit(low, ones * 0x0001000100010001),
                    Bmi2.X64.ParallelBitDeposit(high, ones * 0x0001000100010001)).AsUInt16();
                if (Unsafe.SizeOf<T>() == 8)
                    Avx512F.ConvertToVector512UInt64(lanes).StoreUnsafe(ref Unsafe.As<T, ulong>(ref target));
                else
                    Avx2.ConvertToVector256Int32(lanes).StoreUnsafe(ref Unsafe.As<T, int>(ref target));
            }

            source = ref Unsafe.Add(ref source, width);
            target = ref Unsafe.Add(ref target, 8);
        }
    }
}
