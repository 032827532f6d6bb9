namespace Apache.Arrow.Types;

/// <summary>A column without values: it has a length and no buffers.</summary>
public sealed class NullType : ArrowType
{
    public static readonly NullType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Null;
    public override string Name => "null";
}

/// <summary>One bit per value, least significant bit first.</summary>
public sealed class BooleanType : NumberType
{
    public static readonly BooleanType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Boolean;
    public override string Name => "bool";
    public override int BitWidth => 1;
    public override bool IsSigned => false;
}

/// <summary>Signed 8-bit integers.</summary>
public sealed class Int8Type : IntegerType
{
    public static readonly Int8Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Int8;
    public override string Name => "int8";
    public override int BitWidth => 8;
    public override bool IsSigned => true;
}

/// <summary>Unsigned 8-bit integers.</summary>
public sealed class UInt8Type : IntegerType
{
    public static readonly UInt8Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.UInt8;
    public override string Name => "uint8";
    public override int BitWidth => 8;
    public override bool IsSigned => false;
}

/// <summary>Signed 16-bit integers.</summary>
public sealed class Int16Type : IntegerType
{
    public static readonly Int16Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Int16;
    public override string Name => "int16";
    public override int BitWidth => 16;
    public override bool IsSigned => true;
}

/// <summary>Unsigned 16-bit integers.</summary>
public sealed class UInt16Type : IntegerType
{
    public static readonly UInt16Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.UInt16;
    public override string Name => "uint16";
    public override int BitWidth => 16;
    public override bool IsSigned => false;
}

/// <summary>Signed 32-bit integers.</summary>
public sealed class Int32Type : IntegerType
{
    public static readonly Int32Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Int32;
    public override string Name => "int32";
    public override int BitWidth => 32;
    public override bool IsSigned => true;
}

/// <summary>Unsigned 32-bit integers.</summary>
public sealed class UInt32Type : IntegerType
{
    public static readonly UInt32Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.UInt32;
    public override string Name => "uint32";
    public override int BitWidth => 32;
    public override bool IsSigned => false;
}

/// <summary>Signed 64-bit integers.</summary>
public sealed class Int64Type : IntegerType
{
    public static readonly Int64Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Int64;
    public override string Name => "int64";
    public override int BitWidth => 64;
    public override bool IsSigned => true;
}

/// <summary>Unsigned 64-bit integers.</summary>
public sealed class UInt64Type : IntegerType
{
    public static readonly UInt64Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.UInt64;
    public override string Name => "uint64";
    public override int BitWidth => 64;
    public override bool IsSigned => false;
}

/// <summary>IEEE 754 binary32.</summary>
public sealed class FloatType : FloatingPointType
{
    public static readonly FloatType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Float;
    public override string Name => "float";
    public override int BitWidth => 32;
}

/// <summary>IEEE 754 binary64.</summary>
public sealed class DoubleType : FloatingPointType
{
    public static readonly DoubleType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Double;
    public override string Name => "double";
    public override int BitWidth => 64;
}
