using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>How the last object was written: which bytes stood before each value, and which field each value was for.</summary>
/// <remarks>Records of one source mostly differ in their values alone, so comparing these bytes replaces finding and looking up names.</remarks>
internal sealed class Template
{
    private readonly List<Step> _steps = [];
    private readonly List<byte> _bytes = [];

    /// <summary>The values, and after them the closing brace as a step of its own.</summary>
    public ReadOnlySpan<Step> Steps => CollectionsMarshal.AsSpan(_steps);

    /// <summary>Whether an object has been learnt to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Forgets what comes after the first steps.</summary>
    public void Restart(int steps)
    {
        IsComplete = false;
        if (steps < _steps.Count)
        {
            _bytes.RemoveRange(_steps[steps].Start, _bytes.Count - _steps[steps].Start);
            _steps.RemoveRange(steps, _steps.Count - steps);
        }
    }

    /// <param name="before">What stands between the last value (or the object's start) and this one.</param>
    /// <param name="field">Which the value is for; -1 if it is skipped, -2 at the closing brace.</param>
    public void Add(ReadOnlySpan<byte> before, int field)
    {
        Span<byte> head = stackalloc byte[Vector256<byte>.Count];
        head.Clear();
        var inHead = Math.Min(before.Length, head.Length);
        before[..inHead].CopyTo(head);
        Span<byte> mask = stackalloc byte[Vector256<byte>.Count];
        mask.Clear();
        mask[..inHead].Fill(0xFF);
        _steps.Add(new Step(Vector256.Create<byte>(head), Vector256.Create<byte>(mask), _bytes.Count, before.Length, field));
        _bytes.AddRange(before);
    }

    public void Complete() => IsComplete = true;

    /// <summary>Whether the text goes on as the step says; then the cursor goes past it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(in Step step, ref JsonCursor cursor)
    {
        var text = cursor.Text;
        if (text.Length - cursor.Position < Vector256<byte>.Count || step.Length > Vector256<byte>.Count)
            return TryTakeSlowly(in step, ref cursor);
        var here = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)cursor.Position);
        if ((here & step.Mask) != step.Head)
            return false;
        cursor.Position += step.Length;
        return true;
    }

    private bool TryTakeSlowly(in Step step, ref JsonCursor cursor)
    {
        if (!cursor.Rest.StartsWith(CollectionsMarshal.AsSpan(_bytes).Slice(step.Start, step.Length)))
            return false;
        cursor.Position += step.Length;
        return true;
    }

    /// <param name="Head">The first 32 bytes, zeros after the end.</param>
    /// <param name="Mask">Ones where there are bytes.</param>
    /// <param name="Start">Where all of them are.</param>
    /// <param name="Field">Which the value is for; -1 if it is skipped, -2 at the closing brace.</param>
    internal readonly record struct Step(Vector256<byte> Head, Vector256<byte> Mask, int Start, int Length, int Field);
}
