using System.Diagnostics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Casts;

/// <summary>ARRAY, MAP, MULTISET and ROW to the same kind with other parts: each part is cast by a kernel of its own.</summary>
internal sealed class NestedCast : ScalarKernel
{
    private readonly SqlType _to;
    private readonly (Vector Input, ScalarKernel Kernel, Vector Output)[] _parts;

    private NestedCast(SqlType to, (SqlType From, SqlType To, Func<ScalarKernel> Kernel)[] parts)
    {
        _to = to;
        _parts = [.. parts.Select(p => (new Vector(p.From), p.Kernel(), new Vector(p.To)))];
    }

    public override bool CanFail => _parts.Any(p => p.Kernel.CanFail);

    /// <summary>The kernel, or <see langword="null"/> if the parts do not go over.</summary>
    public static Func<ScalarKernel>? Find(SqlType from, SqlType to, bool safe)
    {
        (SqlType From, SqlType To)[]? pairs = (from, to) switch
        {
            (SqlType.Array a, SqlType.Array b) => [(a.Element, b.Element)],
            (SqlType.Map a, SqlType.Map b) => [(a.Key, b.Key), (a.Value, b.Value)],
            (SqlType.Multiset a, SqlType.Multiset b) => [(a.Element, b.Element), (Occurrences, Occurrences)],
            (SqlType.Row a, SqlType.Row b) when a.Fields.Count == b.Fields.Count => [.. a.Fields.Zip(b.Fields, (x, y) => (x.Type, y.Type))],
            _ => null,
        };
        if (pairs is null)
            return null;
        var parts = new (SqlType From, SqlType To, Func<ScalarKernel> Kernel)[pairs.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (CastResolver.Resolve(pairs[i].From, pairs[i].To, safe) is not { } part)
                return null;
            parts[i] = (pairs[i].From, pairs[i].To, part.CreateKernel);
        }

        return () => new NestedCast(to, parts);
    }

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var source = Compact(arguments[0], context.Arena);
        var children = _to is SqlType.Map or SqlType.Multiset ? source.Children[0].Children : source.Children;
        var cast = new ArrayData[children.Length];
        for (var i = 0; i < cast.Length; i++)
            cast[i] = Cast(_parts[i], children[i], context);
        var type = _to.ToArrow();
        if (type is Apache.Arrow.Types.MapType map)
            cast = [new ArrayData(map.Fields[0].DataType, cast[0].Length, 0, 0, [ArrowBuffer.Empty], cast)];
        result.SetNested(ArrowArrayFactory.BuildArray(new ArrayData(type, source.Length, source.NullCount, 0, source.Buffers, cast)));
        result.SetValidity(arguments[0].Validity);
    }

    private static SqlType Occurrences => new SqlType.Integer { Nullable = false };

    // Without the parts of NULLs and of rows outside the window, whose casts might fail.
    private static ArrayData Compact(Vector argument, BatchArena arena)
    {
        var rows = MemoryMarshal.Cast<byte, int>(arena.Allocate(argument.StoredLength * sizeof(int)).Span);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = argument.IsNull(i) ? -1 : i;
        return ArrayGather.Rows((argument.Nested ?? throw new UnreachableException()).Data, rows, outer: true, arena);
    }

    private static ArrayData Cast((Vector Input, ScalarKernel Kernel, Vector Output) part, ArrayData data, EvaluationContext context)
    {
        part.Input.Load(ArrowArrayFactory.BuildArray(data), context.Arena);
        part.Output.Reset(data.Length, constant: false);
        part.Kernel.Evaluate([part.Input], part.Output, context);
        return part.Output.ToArrow(context.Arena).Data;
    }
}
