using System.Collections;
using System.Text;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of texts as 16-byte views over any number of data buffers of UTF-8.</summary>
public class StringViewArray : BinaryViewArray, IReadOnlyList<string?>
{
    public static readonly Encoding DefaultEncoding = Encoding.UTF8;

    public StringViewArray(ArrayData data) : base(ArrowTypeId.StringView, data)
    {
    }

    public StringViewArray(
        int length, ArrowBuffer valueOffsetsBuffer, ArrowBuffer dataBuffer, ArrowBuffer nullBitmapBuffer,
        int nullCount = 0, int offset = 0)
        : this(new ArrayData(StringViewType.Default, length, nullCount, offset, [nullBitmapBuffer, valueOffsetsBuffer, dataBuffer]))
    {
    }

    int IReadOnlyCollection<string?>.Count => Length;

    string? IReadOnlyList<string?>.this[int index] => GetString(index);

    public string? GetString(int index, Encoding? encoding = default)
    {
        ReadOnlySpan<byte> bytes = GetBytes(index, out bool isNull);
        return isNull ? null : (encoding ?? DefaultEncoding).GetString(bytes);
    }

    IEnumerator<string?> IEnumerable<string?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetString(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<string?>)this).GetEnumerator();

    /// <summary>Collects the rows of a <see cref="StringViewArray"/>.</summary>
    public new class Builder : BuilderBase<StringViewArray, Builder>
    {
        public Builder() : base(StringViewType.Default)
        {
        }

        public Builder Append(string? value, Encoding? encoding = null) =>
            value is null ? AppendNull() : Append((encoding ?? DefaultEncoding).GetBytes(value).AsSpan());

        public Builder AppendRange(IEnumerable<string?> values, Encoding? encoding = null)
        {
            foreach (string? value in values)
            {
                Append(value, encoding);
            }

            return this;
        }

        protected override StringViewArray Build(ArrayData data) => new(data);
    }
}
