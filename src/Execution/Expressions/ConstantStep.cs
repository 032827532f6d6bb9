using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;

namespace StreamSql.Execution.Expressions;

/// <summary>A literal: its bytes are laid out once, and every batch refers to them.</summary>
internal sealed class ConstantStep : Step
{
    // A whole word for bitmaps, 16 bytes for the widest value; what stands under a NULL is zero.
    private readonly byte[] _value = new byte[16];
    private readonly byte[]? _validity;
    private readonly ReadOnlyMemory<byte>[] _data = [];
    private readonly IArrowArray? _nested;
    private readonly Vector _result;

    public ConstantStep(Expr.Literal literal, Vector result)
    {
        _result = result;
        if (literal.Value is null)
        {
            _validity = new byte[8];
            _nested = NullOf(literal.Type);
            return;
        }

        if (result.Physical == PhysicalType.View)
        {
            var bytes = literal.Value as byte[] ?? Encoding.UTF8.GetBytes((string)literal.Value);
            if (bytes.Length > View.MaxInline)
                _data = [bytes];
            MemoryMarshal.Write(_value, View.Of(bytes, 0, 0));
        }
        else
        {
            Write(_value, literal.Value, result.Physical);
        }
    }

    public override void Run(int length, EvaluationContext context)
    {
        _result.Reset(length, constant: true);
        _result.SetValidity(_validity);
        _result.SetValues(_value);
        _result.SetData(_data);
        if (_nested is not null)
            _result.SetNested(_nested);
    }

    private static IArrowArray? NullOf(SqlType type)
    {
        if (type.Physical() is not (PhysicalType.Null or PhysicalType.List or PhysicalType.Map or PhysicalType.Struct))
            return null;
        var builder = ColumnBuilder.For(type);
        builder.AppendNull();
        return builder.Build();
    }

    private static void Write(Span<byte> target, object value, PhysicalType type)
    {
        switch (type, value)
        {
            case (PhysicalType.Boolean, bool v):
                target[0] = v ? (byte)1 : (byte)0;
                break;
            case (PhysicalType.Int8 or PhysicalType.Int16 or PhysicalType.Int32 or PhysicalType.Int64, long v):
                BinaryPrimitives.WriteInt64LittleEndian(target, v);
                break;
            case (PhysicalType.Int64, Int128 v):
                BinaryPrimitives.WriteInt64LittleEndian(target, (long)v);
                break;
            case (PhysicalType.Int128, Int128 v):
                BinaryPrimitives.WriteInt128LittleEndian(target, v);
                break;
            case (PhysicalType.Float, double v):
                BinaryPrimitives.WriteSingleLittleEndian(target, (float)v);
                break;
            case (PhysicalType.Double, double v):
                BinaryPrimitives.WriteDoubleLittleEndian(target, v);
                break;
            default:
                throw new UnreachableException($"a literal of {value.GetType().Name} as {type}");
        }
    }
}
