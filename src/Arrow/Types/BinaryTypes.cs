namespace Apache.Arrow.Types;

/// <summary>UTF-8 text: 32-bit offsets into one data buffer.</summary>
public sealed class StringType : ArrowType
{
    public static readonly StringType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.String;
    public override string Name => "utf8";
}

/// <summary>UTF-8 text as 16-byte views over any number of data buffers.</summary>
public sealed class StringViewType : ArrowType
{
    public static readonly StringViewType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.StringView;
    public override string Name => "utf8view";
}

/// <summary>Bytes: 32-bit offsets into one data buffer.</summary>
public sealed class BinaryType : ArrowType
{
    public static readonly BinaryType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Binary;
    public override string Name => "binary";
}

/// <summary>Bytes as 16-byte views over any number of data buffers.</summary>
public sealed class BinaryViewType : ArrowType
{
    public static readonly BinaryViewType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.BinaryView;
    public override string Name => "binaryview";
}

/// <summary>Values of exactly <see cref="ByteWidth"/> bytes.</summary>
public class FixedSizeBinaryType : FixedWidthType
{
    public FixedSizeBinaryType(int byteWidth)
    {
        if (byteWidth <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(byteWidth));
        }

        ByteWidth = byteWidth;
    }

    public override ArrowTypeId TypeId => ArrowTypeId.FixedSizedBinary;
    public override string Name => "fixed_size_binary";
    public int ByteWidth { get; }
    public override int BitWidth => ByteWidth * 8;
}

/// <summary>Fixed-point numbers of at most 18 digits: a 64-bit integer times ten to the power -<see cref="Scale"/>.</summary>
public sealed class Decimal64Type : FixedSizeBinaryType
{
    public Decimal64Type(int precision, int scale) : base(8)
    {
        Precision = precision;
        Scale = scale;
    }

    public override ArrowTypeId TypeId => ArrowTypeId.Decimal64;
    public override string Name => "decimal64";
    public int Precision { get; }
    public int Scale { get; }
}

/// <summary>Fixed-point numbers of at most 38 digits: a 128-bit integer times ten to the power -<see cref="Scale"/>.</summary>
public sealed class Decimal128Type : FixedSizeBinaryType
{
    public Decimal128Type(int precision, int scale) : base(16)
    {
        Precision = precision;
        Scale = scale;
    }

    public override ArrowTypeId TypeId => ArrowTypeId.Decimal128;
    public override string Name => "decimal128";
    public int Precision { get; }
    public int Scale { get; }
}
