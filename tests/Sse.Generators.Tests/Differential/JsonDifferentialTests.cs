using Sse.Tests.Differential.Events;

namespace Sse.Tests.Differential;

public class JsonDifferentialTests
{
    [Fact]
    public void Every_member_kind_is_byte_equal_to_the_serializer()
    {
        int[] comparisons =
        [
            Comparison.Run<Integers>(), Comparison.Run<Reals>(), Comparison.Run<Texts>(), Comparison.Run<Times>(), Comparison.Run<Nullables>(),
            Comparison.Run<Enums>(), Comparison.Run<Collections>(), Comparison.Run<Dictionaries>(), Comparison.Run<LeftOut>(),
            Comparison.Run<NothingCertain>(), Comparison.Run<Renamed>(), Comparison.Run<Visibility>(), Comparison.Run<Leaf>(),
            Comparison.Run<Explicit>(), Comparison.Run<Hidden>(), Outside.CompareInner(), Comparison.Run<Message>(), Comparison.Run<Empty>(),
            Comparison.Run<Sequences>(), Comparison.Run<ReadOnlySequences>(), Comparison.Run<KeyKinds>(), Comparison.Run<EnumKeys>(), Comparison.Run<DictionaryKinds>(),
            Comparison.Run<FlagNames>(), Comparison.Run<Branch>(), Comparison.Run<AnyJson>(), Comparison.Run<Extended>(), Comparison.Run<ExtendedAlone>(), Comparison.Run<ExtendedUnsure>(),
            Comparison.Run<Contracts>(), Comparison.Run<Converted>(), Comparison.Run<Events.Shapes>(), Comparison.Run<ByContext>(), Comparison.Run<OfContext>(),
        ];
        Figures.Show($"{comparisons.Sum():N0} random events of {comparisons.Length} types were byte-equal to System.Text.Json's.");
        comparisons.ShouldAllBe(count => count >= Comparison.SamplesPerEvent);
    }

    [Fact]
    public void The_samples_reach_nulls_lone_surrogates_control_characters_and_undefined_enum_values()
    {
        var texts = Enumerable.Range(0, 500).Select(seed => new Sampler(seed).Next<Texts>()).ToArray();
        texts.ShouldContain(sample => sample == null);
        var all = string.Concat(texts.Select(sample => sample?.A + '\0' + sample?.B));
        all.ShouldContain('\u0001');
        all.Where((c, i) => char.IsHighSurrogate(c) && !char.IsLowSurrogate(all.ElementAtOrDefault(i + 1))).ShouldNotBeEmpty();
        Enumerable.Range(0, 500).Select(seed => new Sampler(seed).Next<Weekday>()).ShouldContain(day => !Enum.IsDefined(day));
    }

    [Fact]
    public void A_single_wrong_byte_is_found()
    {
        var message = new Message("text");
        var json = Frames.Json(message);
        Comparison.Compare(json, message);
        Should.Throw<ShouldAssertException>(() => Comparison.Compare(json.Replace("text", "texT", StringComparison.Ordinal), message));
    }
}
