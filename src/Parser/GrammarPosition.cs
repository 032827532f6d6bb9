using Antlr4.Runtime.Atn;
using Antlr4.Runtime.Misc;
using StreamSql.Parser.Generated;

namespace StreamSql.Parser;

/// <summary>All the places in the grammar where one can be after some tokens.</summary>
/// <remarks>
/// The generated parser decides by looking ahead, and fails where it decides; this finds the first token that no text with this
/// beginning can have, and what could stand there instead. Stacks of rules are shared as a graph (Scott and Johnstone, "GLL
/// Parsing", 2010), so that the work per token does not grow with the number of ways. Used for errors only.
/// </remarks>
internal sealed class GrammarPosition
{
    private readonly List<Place> _waiting = [];

    private IntervalSet? _expected;

    private GrammarPosition()
    {
    }

    /// <summary>No text begins like that.</summary>
    public bool IsDead => _waiting.Count == 0 && !IsEnd;

    /// <summary>The entry rule is through, its end included.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>The types of the tokens that can come next.</summary>
    public IntervalSet Expected => _expected ??= FindExpected();

    /// <param name="rule">An entry rule, which ends with the end of the text.</param>
    public static GrammarPosition StartOf(int rule)
    {
        var closure = new Closure();
        closure.Add(new Place(StreamSqlParser._ATN.ruleToStartState[rule], new Frame(null)));
        return closure.Finish();
    }

    /// <summary>The position after one more token; dead if it does not fit.</summary>
    public GrammarPosition After(int type)
    {
        var closure = new Closure();
        foreach (var place in _waiting)
        {
            for (var i = 0; i < place.State.NumberOfTransitions; i++)
            {
                var transition = place.State.Transition(i);
                if (!transition.IsEpsilon && transition.Matches(type, 0, StreamSqlParser._ATN.maxTokenType))
                    closure.Add(place with { State = transition.target });
            }
        }

        return closure.Finish();
    }

    private IntervalSet FindExpected()
    {
        var types = new IntervalSet();
        foreach (var place in _waiting)
        {
            for (var i = 0; i < place.State.NumberOfTransitions; i++)
            {
                if (place.State.Transition(i) is { IsEpsilon: false } transition)
                    types.AddAll(transition.Label);
            }
        }

        return types;
    }

    /// <summary>A rule being walked: where to go on when it is through, in each of its callers.</summary>
    private sealed class Frame(ATNState? follow)
    {
        public ATNState? Follow { get; } = follow;

        public List<Frame> Callers { get; } = [];
    }

    private readonly record struct Place(ATNState State, Frame Frame);

    /// <summary>Walks on from some places to all that are reached without a token.</summary>
    private sealed class Closure
    {
        private readonly GrammarPosition _position = new();
        private readonly HashSet<Place> _seen = [];
        private readonly Stack<Place> _open = new();
        private readonly Dictionary<ATNState, Frame> _frames = [];
        private readonly HashSet<Frame> _through = [];

        public void Add(Place place)
        {
            if (_seen.Add(place))
                _open.Push(place);
        }

        public GrammarPosition Finish()
        {
            while (_open.TryPop(out var place))
            {
                if (place.State is RuleStopState)
                    Return(place.Frame);
                else
                    Walk(place);
            }

            return _position;
        }

        private void Return(Frame frame)
        {
            if (frame.Follow is null)
                _position.IsEnd = true;
            _through.Add(frame);
            foreach (var caller in frame.Callers)
                Add(new Place(frame.Follow!, caller));
        }

        private void Walk(Place place)
        {
            var waits = false;
            for (var i = 0; i < place.State.NumberOfTransitions; i++)
            {
                var transition = place.State.Transition(i);
                if (transition is RuleTransition call)
                    Call(call, place.Frame);
                else if (transition.IsEpsilon)
                    Add(place with { State = transition.target });
                else
                    waits = true;
            }

            if (waits)
                _position._waiting.Add(place);
        }

        private void Call(RuleTransition call, Frame caller)
        {
            if (!_frames.TryGetValue(call.followState, out var callee))
                _frames.Add(call.followState, callee = new Frame(call.followState));
            callee.Callers.Add(caller);
            // A rule that can be empty may be through before all its callers are known.
            if (_through.Contains(callee))
                Add(new Place(callee.Follow!, caller));
            Add(new Place(call.target, callee));
        }
    }
}
