namespace Apache.Arrow.Types;

/// <summary>Base of every type.</summary>
public abstract class ArrowType : IArrowType
{
    public abstract ArrowTypeId TypeId { get; }
    public abstract string Name { get; }
    public virtual bool IsFixedWidth => false;
}

/// <summary>A type whose values all take <see cref="BitWidth"/> bits.</summary>
public abstract class FixedWidthType : ArrowType
{
    public override bool IsFixedWidth => true;

    public abstract int BitWidth { get; }
}

/// <summary>A type of numbers.</summary>
public abstract class NumberType : FixedWidthType
{
    public abstract bool IsSigned { get; }
}

/// <summary>A type of two's complement or unsigned integers.</summary>
public abstract class IntegerType : NumberType;

/// <summary>A type of IEEE 754 numbers.</summary>
public abstract class FloatingPointType : NumberType
{
    public override bool IsSigned => true;
}

/// <summary>A type that counts days or milliseconds since 1970-01-01.</summary>
public abstract class DateType : FixedWidthType
{
    public abstract DateUnit Unit { get; }
}

/// <summary>A type that counts <see cref="Unit"/>s.</summary>
public abstract class TimeBasedType : FixedWidthType
{
    protected TimeBasedType(TimeUnit unit) => Unit = unit;

    public TimeUnit Unit { get; }
}

/// <summary>A type made of other types.</summary>
public abstract class NestedType : ArrowType
{
    protected NestedType(Field field) : this([field ?? throw new ArgumentNullException(nameof(field))])
    {
    }

    protected NestedType(IReadOnlyList<Field> fields)
    {
        if (fields is null || fields.Count == 0)
        {
            throw new ArgumentNullException(nameof(fields));
        }

        Fields = fields;
    }

    public IReadOnlyList<Field> Fields { get; }
}
