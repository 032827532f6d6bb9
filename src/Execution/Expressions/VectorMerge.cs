using System.Diagnostics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Execution.Expressions;

/// <summary>Puts a register together from rows of several others: <see cref="Begin"/>, any number of puts that name each row once,
/// <see cref="End"/>.</summary>
internal sealed class VectorMerge(Vector result)
{
    private readonly List<ReadOnlyMemory<byte>> _data = [];
    private readonly Pieces _pieces = new();

    /// <summary>What is put together.</summary>
    public Vector Result => result;

    public void Begin(int length, BatchArena arena)
    {
        result.Reset(length, constant: false);
        _pieces.Start(arena);
        _data.Clear();
    }

    /// <summary>The values of a term for some rows.</summary>
    public void Put(Term term, ReadOnlySpan<int> rows, EvaluationContext context) =>
        Put(term.For(rows, result.Length, context), term.IsLazy ? [] : rows, rows);

    /// <summary>Row <c>rows[k]</c> becomes value <c>from[k]</c> of the register.</summary>
    /// <param name="from">Empty if the k-th row takes the k-th value.</param>
    public void Put(Vector values, ReadOnlySpan<int> from, ReadOnlySpan<int> rows)
    {
        if (rows.Length == result.Length && values.Length == result.Length)
        {
            result.Share(values);
            _pieces.IsWhole = true;
            return;
        }

        if (result.Physical is PhysicalType.List or PhysicalType.Map or PhysicalType.Struct or PhysicalType.Null)
        {
            _pieces.AddNested(values, from, rows, result.Length);
            return;
        }

        if (values.HasNulls)
            PutNulls(values, from, rows);
        switch (result.Physical)
        {
            case PhysicalType.Boolean:
                PutBits(values, from, rows);
                break;
            case PhysicalType.Int8:
                PutValues<byte>(values, from, rows);
                break;
            case PhysicalType.Int16:
                PutValues<short>(values, from, rows);
                break;
            case PhysicalType.Int32 or PhysicalType.Float:
                PutValues<int>(values, from, rows);
                break;
            case PhysicalType.Int64 or PhysicalType.Double:
                PutValues<long>(values, from, rows);
                break;
            case PhysicalType.Int128:
                PutValues<Int128>(values, from, rows);
                break;
            case PhysicalType.View:
                PutViews(values, from, rows);
                break;
            default:
                throw new UnreachableException(result.Type.Name);
        }
    }

    public void End()
    {
        if (_pieces.IsWhole)
            return;
        if (_pieces.HasNested)
        {
            result.Load(_pieces.BuildNested(result), _pieces.Arena);
            return;
        }

        if (_data.Count > 0)
            result.SetData([.. _data]);
    }

    private void PutNulls(Vector values, ReadOnlySpan<int> from, ReadOnlySpan<int> rows)
    {
        if (!_pieces.HasValidity)
        {
            result.AllocateValidity(_pieces.Arena).Fill(0xFF);
            _pieces.HasValidity = true;
        }

        var validity = Writable(result.Validity);
        for (var k = 0; k < rows.Length; k++)
            Bitmap.Set(validity, rows[k], !values.IsNull(from.IsEmpty ? k : from[k]));
    }

    private void PutBits(Vector values, ReadOnlySpan<int> from, ReadOnlySpan<int> rows)
    {
        var target = _pieces.HasValues ? Writable(result.Values) : result.AllocateBits(_pieces.Arena);
        _pieces.HasValues = true;
        var source = values.Values.Span;
        for (var k = 0; k < rows.Length; k++)
            Bitmap.Set(target, rows[k], Bitmap.Get(source, values.IsConstant ? 0 : from.IsEmpty ? k : from[k]));
    }

    private void PutValues<T>(Vector values, ReadOnlySpan<int> from, ReadOnlySpan<int> rows) where T : unmanaged
    {
        var target = Target<T>();
        var source = values.Span<T>();
        if (values.IsConstant)
        {
            foreach (var row in rows)
                target[row] = source[0];
        }
        else if (from.IsEmpty)
        {
            for (var k = 0; k < rows.Length; k++)
                target[rows[k]] = source[k];
        }
        else
        {
            for (var k = 0; k < rows.Length; k++)
                target[rows[k]] = source[from[k]];
        }
    }

    private void PutViews(Vector values, ReadOnlySpan<int> from, ReadOnlySpan<int> rows)
    {
        var target = Target<View>();
        var source = values.Span<View>();
        var first = _data.Count;
        _data.AddRange(values.Data);
        for (var k = 0; k < rows.Length; k++)
        {
            var view = source[values.IsConstant ? 0 : from.IsEmpty ? k : from[k]];
            target[rows[k]] = view.Rebase(view.BufferIndex + first);
        }
    }

    private Span<T> Target<T>() where T : unmanaged
    {
        if (_pieces.HasValues)
            return MemoryMarshal.Cast<byte, T>(Writable(result.Values))[..result.Length];
        _pieces.HasValues = true;
        return result.AllocateValues<T>(_pieces.Arena);
    }

    // The register's own memory, which it shows as read-only.
    private static Span<byte> Writable(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.AsMemory(memory).Span;

    /// <summary>What has been put so far; empty between batches.</summary>
    private sealed class Pieces
    {
        private readonly List<IArrowArray> _arrays = [];
        private (int Array, int Row)[] _places = [];
        private ColumnBuilder? _builder;
        private BatchArena? _arena;

        public bool HasValues { get; set; }

        public bool HasValidity { get; set; }

        public bool IsWhole { get; set; }

        public bool HasNested => _arrays.Count > 0;

        public BatchArena Arena => _arena ?? throw new UnreachableException();

        public void Start(BatchArena arena)
        {
            (_arena, HasValues, HasValidity, IsWhole) = (arena, false, false, false);
            _arrays.Clear();
        }

        public void AddNested(Vector values, ReadOnlySpan<int> from, ReadOnlySpan<int> rows, int length)
        {
            if (_places.Length < length)
                _places = new (int, int)[length];
            for (var k = 0; k < rows.Length; k++)
                _places[rows[k]] = (_arrays.Count, values.IsConstant ? 0 : from.IsEmpty ? k : from[k]);
            _arrays.Add(values.Nested ?? throw new UnreachableException());
        }

        public IArrowArray BuildNested(Vector result)
        {
            _builder ??= ColumnBuilder.For(result.Type);
            _builder.Clear();
            for (var i = 0; i < result.Length; i++)
            {
                var (array, row) = _places[i];
                ColumnCopy.Append(_builder, _arrays[array], row);
            }

            return _builder.Build();
        }
    }
}
