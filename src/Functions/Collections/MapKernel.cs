using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Collections;

/// <summary>Makes a MAP of keys and the values beside them. A key that comes again keeps its place and takes the last value.</summary>
/// <param name="name">Of the function, for errors.</param>
/// <param name="source">How the arguments give keys and values.</param>
internal sealed class MapKernel(string name, SqlType.Map type, MapSource source) : ScalarKernel
{
    private readonly ElementPool _keys = new(type.Key);
    private readonly ElementPool _values = new(type.Value);
    private readonly ElementSet _set = new();
    private readonly ElementList _chosenKeys = new();
    private readonly ElementList _chosenValues = new();
    private Vector[] _arguments = [];

    public override bool CanFail => source == MapSource.Arrays;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var arena = context.Arena;
        if (source != MapSource.Entries)
            Validity.Combine(arguments, result, arena);
        var parts = Load(arguments, arena);
        _chosenKeys.Clear();
        _chosenValues.Clear();
        var offsets = new ListOffsets(result, arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!result.IsNull(row))
                Collect(parts, row, arena);
            offsets.End(row, _chosenKeys.Count);
        }

        offsets.Close(
            ArrayGather.Rows(_keys.Data, _chosenKeys.Items, outer: false, arena), ArrayGather.Rows(_values.Data, _chosenValues.Items, outer: false, arena));
    }

    /// <summary>How many pieces each row is put together from.</summary>
    private int Load(ReadOnlySpan<Vector> arguments, BatchArena arena)
    {
        switch (source)
        {
            case MapSource.Maps:
                _keys.Load(arguments, arguments.Length, arena, part: 0);
                _values.Load(arguments, arguments.Length, arena, part: 1);
                return arguments.Length;
            case MapSource.Arrays:
                _keys.Load(arguments[..1], 1, arena);
                _values.Load(arguments[1..], 1, arena);
                return 1;
            default:
                var pairs = arguments.Length / 2;
                if (_arguments.Length == 0)
                    _arguments = new Vector[arguments.Length];
                for (var i = 0; i < pairs; i++)
                    (_arguments[i], _arguments[pairs + i]) = (arguments[2 * i], arguments[2 * i + 1]);
                _keys.Load(_arguments.AsSpan(0, pairs), 0, arena);
                _values.Load(_arguments.AsSpan(pairs), 0, arena);
                return pairs;
        }
    }

    private void Collect(int parts, int row, BatchArena arena)
    {
        _set.Clear();
        var first = _chosenKeys.Count;
        for (var part = 0; part < parts; part++)
        {
            var (start, end) = _keys.Range(part, row);
            var (value, lastValue) = _values.Range(part, row);
            if (lastValue - value != end - start)
                throw FunctionErrors.InvalidArgument(name, $"there are {end - start} keys and {lastValue - value} values");
            for (var key = start; key < end; key++, value++)
                Put(first, key, value, arena);
        }
    }

    private void Put(int first, int key, int value, BatchArena arena)
    {
        if (_set.Add(_keys, key, arena))
        {
            _chosenKeys.Add(key);
            _chosenValues.Add(value);
            return;
        }

        var before = _chosenKeys.From(first).IndexOf(_set.Find(_keys, key, arena));
        _chosenValues.From(first)[before] = value;
    }
}

/// <summary>What a MAP is made of.</summary>
internal enum MapSource
{
    /// <summary>A key, its value, a key, its value, …</summary>
    Entries,

    /// <summary>An ARRAY of keys and one of values.</summary>
    Arrays,

    /// <summary>Other MAPs.</summary>
    Maps,
}
