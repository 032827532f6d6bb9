using System.Buffers;
using Apache.Arrow.Memory;

namespace Apache.Arrow;

public readonly partial struct ArrowBuffer
{
    /// <summary>Grows a bitmap and knows how many of its bits are set; capacity and length are in bits.</summary>
    public class BitmapBuilder
    {
        private byte[] bytes;

        public BitmapBuilder(int capacity = 64)
        {
            bytes = new byte[BitUtility.ByteCount(capacity)];
            Capacity = capacity;
        }

        public int Capacity { get; private set; }

        public int Length { get; private set; }

        public Memory<byte> Memory => bytes;

        public Span<byte> Span => bytes;

        public int SetBitCount { get; private set; }

        public int UnsetBitCount => Length - SetBitCount;

        public BitmapBuilder Append(bool value)
        {
            EnsureCapacity(checked(Length + 1));
            BitUtility.SetBit(bytes, Length, value);
            Length++;
            SetBitCount += value ? 1 : 0;
            return this;
        }

        /// <summary>Appends the first <paramref name="validBits"/> of a bitmap; an empty bitmap stands for ones.</summary>
        public BitmapBuilder Append(ReadOnlySpan<byte> source, int validBits)
        {
            if (source.IsEmpty)
            {
                return AppendRange(true, validBits);
            }

            if (validBits > source.Length * 8L)
            {
                throw new ArgumentException($"{source.Length} bytes do not hold {validBits} bits", nameof(validBits));
            }

            EnsureCapacity(checked(Length + validBits));
            if (Length % 8 == 0)
            {
                source[..BitUtility.ByteCount(validBits)].CopyTo(bytes.AsSpan(Length / 8));
            }
            else
            {
                for (int i = 0; i < validBits; i++)
                {
                    BitUtility.SetBit(bytes, Length + i, BitUtility.GetBit(source, i));
                }
            }

            Length += validBits;
            SetBitCount += BitUtility.CountBits(source, 0, validBits);
            return this;
        }

        public BitmapBuilder AppendRange(IEnumerable<bool>? values)
        {
            foreach (bool value in values ?? [])
            {
                Append(value);
            }

            return this;
        }

        /// <summary>Appends the same bit <paramref name="length"/> times.</summary>
        public BitmapBuilder AppendRange(bool value, int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            EnsureCapacity(checked(Length + length));
            BitUtility.SetBits(bytes, Length, length, value);
            Length += length;
            SetBitCount += value ? length : 0;
            return this;
        }

        public BitmapBuilder Toggle(int index) => Set(index, !Get(index));

        public BitmapBuilder Set(int index) => Set(index, true);

        public BitmapBuilder Set(int index, bool value)
        {
            SetBitCount += (value ? 1 : 0) - (Get(index) ? 1 : 0);
            BitUtility.SetBit(bytes, index, value);
            return this;
        }

        public BitmapBuilder Swap(int i, int j)
        {
            bool first = Get(i);
            Set(i, Get(j));
            return Set(j, first);
        }

        /// <summary>Makes room for that many bits more.</summary>
        public BitmapBuilder Reserve(int additionalCapacity)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(additionalCapacity);
            EnsureCapacity(checked(Length + additionalCapacity));
            return this;
        }

        /// <summary>Sets the length; bits beyond the old length are undefined.</summary>
        public BitmapBuilder Resize(int capacity)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(capacity);
            EnsureCapacity(capacity);
            Length = capacity;
            SetBitCount = BitUtility.CountBits(bytes, 0, Length);
            return this;
        }

        public BitmapBuilder Clear()
        {
            bytes.AsSpan().Clear();
            Length = 0;
            SetBitCount = 0;
            return this;
        }

        /// <summary>A copy of the bits, padded to a multiple of 64 bytes.</summary>
        public ArrowBuffer Build(MemoryAllocator? allocator = default)
        {
            int used = BitUtility.ByteCount(Length);
            IMemoryOwner<byte> owner = (allocator ?? MemoryAllocator.Default.Value)
                .Allocate(checked((int)BitUtility.RoundUpToMultipleOf64(used)));
            bytes.AsSpan(0, used).CopyTo(owner.Memory.Span);
            return new ArrowBuffer(owner);
        }

        private bool Get(int index)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
            return BitUtility.GetBit(bytes, index);
        }

        private void EnsureCapacity(int required)
        {
            if (required > Capacity)
            {
                int size = Math.Max(BitUtility.ByteCount(required), bytes.Length * 2);
                System.Array.Resize(ref bytes, size);
                Capacity = checked(size * 8);
            }
        }
    }
}
