using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Storage.Parquet.Encodings;
using StreamSql.Storage.Parquet.Metadata;

namespace StreamSql.Storage.Parquet.Reading;

/// <summary>Fixed-width numbers.</summary>
/// <typeparam name="TStored">int, long, float or double.</typeparam>
/// <typeparam name="T">What Arrow has; the same, or a narrower integer, or a long for an int.</typeparam>
internal sealed class NumberValues<TStored, T>(MemoryBudget budget, long expected) : LeafValues
    where TStored : unmanaged, INumber<TStored>
    where T : unmanaged, INumber<T>
{
    private readonly GrowingBuffer _values = new(budget, expected * Unsafe.SizeOf<T>());
    private T[] _dictionary = [];
    private bool _hasDictionary;

    public override void SetDictionary(ReadOnlyMemory<byte> page, int count)
    {
        if (count > page.Length / Unsafe.SizeOf<TStored>())
            throw ParquetFault.InPage("values end early");
        budget.Take((long)count * Unsafe.SizeOf<T>());
        _dictionary = new T[count];
        _hasDictionary = true;
        Plain(page.Span, _dictionary);
    }

    public override void Append(PageEncoding encoding, ReadOnlyMemory<byte> page, int present, int entries, ReadOnlySpan<byte> validity)
    {
        // Known before memory is taken: a page of indices or differences can claim any number, other pages cannot.
        if (encoding is PageEncoding.Plain or PageEncoding.ByteStreamSplit && present > page.Length / Unsafe.SizeOf<TStored>())
            throw ParquetFault.InPage("values end early");
        var target = MemoryMarshal.Cast<byte, T>(_values.Extend((long)entries * Unsafe.SizeOf<T>()));
        Decode(encoding, page.Span, target[..present]);
        if (present < entries)
            Spread(target, present, entries, validity);
    }

    public override ArrowBuffer[] Finish(int entries) => [_values.ToArrow()];

    private void Decode(PageEncoding encoding, ReadOnlySpan<byte> page, Span<T> target)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                Plain(page, target);
                break;
            case PageEncoding.RleDictionary or PageEncoding.PlainDictionary when _hasDictionary:
                FromDictionary(page, target);
                break;
            case PageEncoding.DeltaBinaryPacked when typeof(TStored) == typeof(int) || typeof(TStored) == typeof(long):
                Differences(page, target);
                break;
            case PageEncoding.ByteStreamSplit:
                var joined = ArrayPool<byte>.Shared.Rent(target.Length * Unsafe.SizeOf<TStored>());
                ByteStreamSplit.Join(page, joined, Unsafe.SizeOf<TStored>(), target.Length);
                Plain(joined, target);
                ArrayPool<byte>.Shared.Return(joined);
                break;
            default:
                throw NotSupported(encoding);
        }
    }

    private static void Plain(ReadOnlySpan<byte> page, Span<T> target)
    {
        var stored = MemoryMarshal.Cast<byte, TStored>(page)[..target.Length];
        if (typeof(TStored) == typeof(T))
            MemoryMarshal.Cast<TStored, T>(stored).CopyTo(target);
        else
            Convert(stored, target);
    }

    private void FromDictionary(ReadOnlySpan<byte> page, Span<T> target)
    {
        var indices = ArrayPool<int>.Shared.Rent(target.Length);
        ReadIndices(page, indices.AsSpan(0, target.Length), _dictionary.Length);
        ref var dictionary = ref MemoryMarshal.GetArrayDataReference(_dictionary);
        for (var i = 0; i < target.Length; i++)
            target[i] = Unsafe.Add(ref dictionary, indices[i]);
        ArrayPool<int>.Shared.Return(indices);
    }

    private static void Differences(ReadOnlySpan<byte> page, Span<T> target)
    {
        if (typeof(TStored) == typeof(T))
        {
            if (typeof(T) == typeof(int))
                DeltaBinaryPacked.Decode(page, MemoryMarshal.Cast<T, int>(target));
            else
                DeltaBinaryPacked.Decode(page, MemoryMarshal.Cast<T, long>(target));
            return;
        }

        var stored = ArrayPool<TStored>.Shared.Rent(target.Length);
        if (typeof(TStored) == typeof(int))
            DeltaBinaryPacked.Decode(page, MemoryMarshal.Cast<TStored, int>(stored.AsSpan(0, target.Length)));
        else
            DeltaBinaryPacked.Decode(page, MemoryMarshal.Cast<TStored, long>(stored.AsSpan(0, target.Length)));
        Convert(stored.AsSpan(0, target.Length), target);
        ArrayPool<TStored>.Shared.Return(stored);
    }

    private static void Convert(ReadOnlySpan<TStored> stored, Span<T> target)
    {
        var lost = false;
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = T.CreateTruncating(stored[i]);
            lost |= TStored.CreateTruncating(target[i]) != stored[i];
        }

        if (lost)
            throw ParquetFault.InPage("number outside of the column's type");
    }
}
