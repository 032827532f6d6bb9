using System.Diagnostics.CodeAnalysis;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Planner.Binding;

/// <summary>Does parts that do not depend on each other, so that the user is told of all that is wrong with them and not of the first
/// alone.</summary>
internal sealed class Failures
{
    private readonly List<Diagnostic> _diagnostics = [];

    public bool Any => _diagnostics.Count > 0;

    /// <returns>Whether it could be done.</returns>
    public bool Try<T>(Func<T> part, [MaybeNullWhen(false)] out T result)
    {
        try
        {
            result = part();
            return true;
        }
        catch (SqlException error)
        {
            // A table that is wrong is one mistake however often it is used, and so is a '*' whatever it stands for.
            _diagnostics.AddRange(error.Diagnostics.Where(d => !_diagnostics.Exists(k => (k.Code, k.Span) == (d.Code, d.Span))).ToList());
            result = default;
            return false;
        }
    }

    /// <summary>What every item gives, without those that fail.</summary>
    public IReadOnlyList<TResult> Each<T, TResult>(IEnumerable<T> items, Func<T, TResult> part)
    {
        var results = new List<TResult>();
        foreach (var item in items)
        {
            if (Try(() => part(item), out var result))
                results.Add(result);
        }

        return results;
    }

    /// <exception cref="SqlException">With all that is wrong, in the order of the text.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new SqlException([.. _diagnostics.OrderBy(d => d.Span.Start)]);
    }

    /// <summary>What every item gives, if none fails.</summary>
    /// <exception cref="SqlException">With all that is wrong.</exception>
    public static IReadOnlyList<TResult> All<T, TResult>(IEnumerable<T> items, Func<T, TResult> part)
    {
        var failures = new Failures();
        var results = failures.Each(items, part);
        failures.ThrowIfAny();
        return results;
    }
}
