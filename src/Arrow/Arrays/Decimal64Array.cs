using System.Collections;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of fixed-point numbers in 64 bits, little-endian two's complement.</summary>
public class Decimal64Array : FixedSizeBinaryArray, IReadOnlyList<decimal?>
{
    public Decimal64Array(ArrayData data) : base(ArrowTypeId.Decimal64, data)
    {
    }

    public int Scale => ((Decimal64Type)Data.DataType).Scale;

    public int Precision => ((Decimal64Type)Data.DataType).Precision;

    public int ByteWidth => ((Decimal64Type)Data.DataType).ByteWidth;

    int IReadOnlyCollection<decimal?>.Count => Length;

    decimal? IReadOnlyList<decimal?>.this[int index] => GetDecimal(index);

    /// <exception cref="OverflowException">The value has more digits than <see cref="decimal"/> holds.</exception>
    public decimal? GetValue(int index) => IsNull(index) ? null : DecimalText.ToDecimal(Unscaled(index), Scale);

    /// <summary>The value with exactly <see cref="Scale"/> decimal places, or <see langword="null"/>.</summary>
    public string? GetString(int index) => IsNull(index) ? null : DecimalText.ToText(Unscaled(index), Scale);

    public decimal? GetDecimal(int index) => GetValue(index);

    /// <param name="includeNulls">Whether nulls are kept or left out.</param>
    public IList<decimal?> ToList(bool includeNulls = false)
    {
        var list = new List<decimal?>(Length);
        for (int i = 0; i < Length; i++)
        {
            if (includeNulls || IsValid(i))
            {
                list.Add(GetValue(i));
            }
        }

        return list;
    }

    IEnumerator<decimal?> IEnumerable<decimal?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetDecimal(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<decimal?>)this).GetEnumerator();

    private Int128 Unscaled(int index) => DecimalText.Read(GetBytes(index));

    /// <summary>Collects the rows of a <see cref="Decimal64Array"/>; a value with more digits than the type is an <see cref="OverflowException"/>.</summary>
    public class Builder : BuilderBase<Decimal64Array, Builder>
    {
        private readonly Decimal64Type type;

        public Builder(Decimal64Type type) : base(type, 8) => this.type = type;

        public Builder Append(decimal value) => AppendUnscaled(DecimalText.Unscaled(value, type.Precision, type.Scale));

        public Builder Append(string? value) =>
            value is null ? AppendNull() : AppendUnscaled(DecimalText.Unscaled(value, type.Precision, type.Scale));

        public Builder AppendRange(IEnumerable<decimal> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (decimal value in values)
            {
                Append(value);
            }

            return this;
        }

        public Builder AppendRange(IEnumerable<string?> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (string? value in values)
            {
                Append(value);
            }

            return this;
        }

        public Builder Set(int index, decimal value)
        {
            Span<byte> bytes = stackalloc byte[8];
            DecimalText.Write(DecimalText.Unscaled(value, type.Precision, type.Scale), bytes);
            return Set(index, bytes);
        }

        protected override Decimal64Array Build(ArrayData data) => new(data);

        private Builder AppendUnscaled(Int128 unscaled)
        {
            Span<byte> bytes = stackalloc byte[8];
            DecimalText.Write(unscaled, bytes);
            return Append(bytes);
        }
    }
}
