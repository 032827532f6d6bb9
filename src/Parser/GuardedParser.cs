using System.Runtime.CompilerServices;
using Antlr4.Runtime;

namespace StreamSql.Parser;

/// <summary>The base of the generated parser: entering a rule fails in time, before the stack ends and takes the process with it.</summary>
internal abstract class GuardedParser(ITokenStream input, TextWriter output, TextWriter errorOutput)
    : Antlr4.Runtime.Parser(input, output, errorOutput)
{
    /// <exception cref="InsufficientExecutionStackException">The rest of the stack is not enough to go on.</exception>
    public override void EnterRule(ParserRuleContext localctx, int state, int ruleIndex)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        base.EnterRule(localctx, state, ruleIndex);
    }
}
