namespace Sse.Tests.Authorization;

public class AskStateTests
{
    [Fact]
    public void In_every_order_it_is_asked_once_at_a_time_and_given_up_only_while_it_is_asked()
    {
        // Ticks, of which the first has it asked about, and the one who asks: start, grant.
        foreach (var order in Interleavings.Of(4, 2).Where(order => order[0] == 0))
        {
            var state = new AskState(dueAt: 0);
            var (text, step) = (string.Join(' ', order), 0);
            var (isAsked, isStarted, isOver, isGranted) = (false, false, false, false);
            var now = 0L;
            foreach (var thread in order)
            {
                if (thread == 0)
                {
                    var expected = isOver || (isAsked && !isStarted) || isGranted ? AskStep.Nothing : isAsked ? now >= 2 ? AskStep.GiveUp : AskStep.Nothing : AskStep.Ask;
                    state.IsDue(now).ShouldBe(expected != AskStep.Nothing, text);
                    state.Tick(now).ShouldBe(expected, text);
                    isAsked |= expected == AskStep.Ask;
                    isOver |= expected == AskStep.GiveUp;
                    now++;
                }
                else if (step++ == 0) state.TryStart(until: 2).ShouldBe(isStarted = true, text);
                else state.TryGrant(dueAt: 100).ShouldBe(isGranted = isStarted && !isOver, text);
            }
            if (isGranted) state.Tick(100).ShouldBe(AskStep.Ask, text);
            state.End().ShouldBe(!isOver, text);
            state.Tick(1000).ShouldBe(AskStep.Nothing, text);
        }
    }
}
