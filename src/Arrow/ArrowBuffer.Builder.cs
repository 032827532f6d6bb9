using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow.Memory;

namespace Apache.Arrow;

public readonly partial struct ArrowBuffer
{
    /// <summary>Grows a buffer of values of one fixed-width type; bits go into a <see cref="BitmapBuilder"/>.</summary>
    public class Builder<T>
        where T : struct
    {
        private byte[] bytes;

        /// <param name="capacity">In values.</param>
        public Builder(int capacity = 8)
        {
            if (typeof(T) == typeof(bool))
            {
                throw new NotSupportedException($"a buffer holds bits, not {nameof(Boolean)}s: use {nameof(BitmapBuilder)}");
            }

            bytes = new byte[capacity * Unsafe.SizeOf<T>()];
        }

        public int Capacity => bytes.Length / Unsafe.SizeOf<T>();

        public int Length { get; private set; }

        public Memory<byte> Memory => bytes;

        /// <summary>All values up to the capacity, not only those appended.</summary>
        public Span<T> Span
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        }

        public Builder<T> Append(ArrowBuffer buffer) => Append(MemoryMarshal.Cast<byte, T>(buffer.Span));

        public Builder<T> Append(T value)
        {
            EnsureCapacity(checked(Length + 1));
            Span[Length++] = value;
            return this;
        }

        public Builder<T> Append(ReadOnlySpan<T> source)
        {
            EnsureCapacity(checked(Length + source.Length));
            source.CopyTo(Span[Length..]);
            Length += source.Length;
            return this;
        }

        public Builder<T> AppendRange(IEnumerable<T>? values)
        {
            if (values is null)
            {
                return this;
            }

            if (values.TryGetNonEnumeratedCount(out int count))
            {
                EnsureCapacity(checked(Length + count));
            }

            foreach (T value in values)
            {
                Append(value);
            }

            return this;
        }

        /// <summary>Makes room for that many values more.</summary>
        public Builder<T> Reserve(int additionalCapacity)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(additionalCapacity);
            EnsureCapacity(checked(Length + additionalCapacity));
            return this;
        }

        /// <summary>Sets the length; values beyond the old length are undefined.</summary>
        public Builder<T> Resize(int capacity)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(capacity);
            EnsureCapacity(capacity);
            Length = capacity;
            return this;
        }

        public Builder<T> Clear()
        {
            bytes.AsSpan().Clear();
            Length = 0;
            return this;
        }

        /// <summary>A copy of the values, padded with zeros to a multiple of 64 bytes.</summary>
        public ArrowBuffer Build(MemoryAllocator? allocator = default)
        {
            int used = Length * Unsafe.SizeOf<T>();
            IMemoryOwner<byte> owner = (allocator ?? MemoryAllocator.Default.Value)
                .Allocate(checked((int)BitUtility.RoundUpToMultipleOf64(used)));
            bytes.AsSpan(0, used).CopyTo(owner.Memory.Span);
            return new ArrowBuffer(owner);
        }

        private void EnsureCapacity(int required)
        {
            if (required > Capacity)
            {
                int size = checked(Math.Max(required, Capacity * 2) * Unsafe.SizeOf<T>());
                System.Array.Resize(ref bytes, size);
            }
        }
    }
}
