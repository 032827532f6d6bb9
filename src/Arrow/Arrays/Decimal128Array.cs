using System.Collections;
using System.Data.SqlTypes;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of fixed-point numbers in 128 bits, little-endian two's complement.</summary>
public class Decimal128Array : FixedSizeBinaryArray, IReadOnlyList<SqlDecimal?>
{
    public Decimal128Array(ArrayData data) : base(ArrowTypeId.Decimal128, data)
    {
    }

    public int Scale => ((Decimal128Type)Data.DataType).Scale;

    public int Precision => ((Decimal128Type)Data.DataType).Precision;

    public int ByteWidth => ((Decimal128Type)Data.DataType).ByteWidth;

    int IReadOnlyCollection<SqlDecimal?>.Count => Length;

    SqlDecimal? IReadOnlyList<SqlDecimal?>.this[int index] => GetSqlDecimal(index);

    /// <exception cref="OverflowException">The value has more digits than <see cref="decimal"/> holds.</exception>
    public decimal? GetValue(int index) => IsNull(index) ? null : DecimalText.ToDecimal(Unscaled(index), Scale);

    /// <summary>The value with exactly <see cref="Scale"/> decimal places, or <see langword="null"/>.</summary>
    public string? GetString(int index) => IsNull(index) ? null : DecimalText.ToText(Unscaled(index), Scale);

    public SqlDecimal? GetSqlDecimal(int index) =>
        IsNull(index) ? null : DecimalText.ToSqlDecimal(Unscaled(index), Precision, Scale);

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

    IEnumerator<SqlDecimal?> IEnumerable<SqlDecimal?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetSqlDecimal(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<SqlDecimal?>)this).GetEnumerator();

    private Int128 Unscaled(int index) => DecimalText.Read(GetBytes(index));

    /// <summary>Collects the rows of a <see cref="Decimal128Array"/>; a value with more digits than the type is an <see cref="OverflowException"/>.</summary>
    public class Builder : BuilderBase<Decimal128Array, Builder>
    {
        private readonly Decimal128Type type;

        public Builder(Decimal128Type type) : base(type, 16) => this.type = type;

        public Builder Append(decimal value) => AppendUnscaled(DecimalText.Unscaled(value, type.Precision, type.Scale));

        public Builder Append(string? value) =>
            value is null ? AppendNull() : AppendUnscaled(DecimalText.Unscaled(value, type.Precision, type.Scale));

        public Builder Append(SqlDecimal value) => AppendUnscaled(DecimalText.Unscaled(value, type.Precision, type.Scale));

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
            Span<byte> bytes = stackalloc byte[16];
            DecimalText.Write(DecimalText.Unscaled(value, type.Precision, type.Scale), bytes);
            return Set(index, bytes);
        }

        protected override Decimal128Array Build(ArrayData data) => new(data);

        private Builder AppendUnscaled(Int128 unscaled)
        {
            Span<byte> bytes = stackalloc byte[16];
            DecimalText.Write(unscaled, bytes);
            return Append(bytes);
        }
    }
}
