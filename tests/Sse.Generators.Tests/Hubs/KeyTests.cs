using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Sse.Tests.Differential;
using Sse.Tests.Harness;

namespace Sse.Tests.Hubs;

public class KeyTests
{
    [Fact]
    public void A_key_is_the_name_and_the_members_in_the_order_of_their_names()
    {
        Key(new Quoted("AC\nME", 1, Venue.Main)).ShouldBe("quote\n\"AC\\nME\",1");
        Key(new StatusChanged { Job = Guid.Empty }).ShouldBe("status\ntrue,\"00000000-0000-0000-0000-000000000000\",7");
    }

    [Fact]
    public void A_removal_writes_the_key_of_what_it_removes()
    {
        Key(new Delisted(Venue.Main, "ACME")).ShouldBe(Key(new Quoted("ACME", 0, Venue.Main)));
        IsRemoval<Delisted>().ShouldBeTrue();
        IsRemoval<Quoted>().ShouldBeFalse();
    }

    [Fact]
    public void A_key_on_the_type_is_the_topic_alone()
    {
        Key(new Progressed(7)).ShouldBe("progress\n");
        Key(new Ended("done")).ShouldBe("progress\n");
        IsRemoval<Ended>().ShouldBeTrue();
        Should.Throw<ArgumentNullException>(() => Key<Progressed>(null!));
    }

    [Fact]
    public void What_is_no_key_member_does_not_count() => Key(new Quoted("ACME", 1, Venue.Main)).ShouldBe(Key(new Quoted("ACME", 2, Venue.Main)));

    [Fact]
    public void Keys_are_equal_exactly_when_their_members_are()
    {
        var texts = Arb.From(Gen.Choose(int.MinValue, int.MaxValue).Select(seed => new Sampler(seed)).Select(sampler => (sampler.NextText(), sampler.NextText())));
        Prop.ForAll(texts, pair =>
        {
            // The serializer is the judge of what a text is: half of a surrogate pair has no form of its own there either.
            var isEqual = JsonSerializer.Serialize(pair.Item1) == JsonSerializer.Serialize(pair.Item2);
            (Key(new Quoted(pair.Item1, 1, Venue.Main)) == Key(new Quoted(pair.Item2, 2, Venue.Main))).ShouldBe(isEqual);
            (Key(new Quoted(pair.Item1 + "\",1\nquote", 1, Venue.Main)) == Key(new Quoted(pair.Item1, 1, Venue.Main))).ShouldBeFalse();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Every_kind_is_written_as_the_serializer_writes_it()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var value = new Sampler(seed).Next<AllKinds>();
            if (value is null) continue;
            var members = typeof(AllKinds).GetProperties().Where(property => property.Name.Length == 1).OrderBy(property => property.Name, StringComparer.Ordinal)
                .Select(property => JsonSerializer.Serialize(property.GetValue(value), property.PropertyType, JsonSerializerOptions.Web));
            Key(value).ShouldBe("kinds\n" + string.Join(',', members));
        }
    }

    [Fact]
    public void A_null_in_a_key_is_refused_by_name()
    {
        Should.Throw<ArgumentException>(() => Key(new Quoted(null!, 1, Venue.Main))).Message.ShouldContain("Symbol");
        Should.Throw<ArgumentException>(() => Key(default(Delisted)));
        Should.Throw<ArgumentNullException>(() => Key<Quoted>(null!));
    }

    [Fact]
    public void A_key_is_written_without_an_allocation()
    {
        var quote = new Quoted("ACME \u00e4", 1, Venue.Main);
        Write(quote);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) Write(quote);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        static void Write(Quoted value)
        {
            var writer = new SseFrameWriter(stackalloc byte[256]);
            WriteKey(ref writer, value);
            writer.Dispose();
        }
    }

    [Fact]
    public void A_removal_may_name_an_event_of_another_assembly()
    {
        var library = GeneratorRun.Clean(Compilations.Create(["public enum V; [Sse.SseEvent(\"q\")] public partial record Q([Sse.SseKey] string B, [Sse.SseKey] V A);"], name: "Library"));
        var run = GeneratorRun.Clean(Compilations.Create(["[Sse.SseEvent(Removes = typeof(Q))] public partial record Gone([Sse.SseKey] V A, [Sse.SseKey] string B);"]).Referencing(library.Output));
        var key = GeneratorRun.Models(run.Driver).Single().Key.ShouldNotBeNull();
        (key.EventName, key.IsRemoval, string.Join(',', key.Parts.Select(part => part.Name))).ShouldBe(("q", true, "A,B"));
    }

    [Fact]
    public void An_event_without_a_key_has_no_contract_for_it() => typeof(PriceChanged).GetInterfaces().ShouldNotContain(contract => contract.Name.StartsWith("ISseKeyed", StringComparison.Ordinal));

    private static bool IsRemoval<T>()
        where T : ISseEvent<T>, ISseKeyed<T> => T.IsRemoval;

    private static void WriteKey<T>(ref SseFrameWriter writer, T value)
        where T : ISseEvent<T>, ISseKeyed<T> => T.WriteKey(ref writer, value);

    private static string Key<T>(T value)
        where T : ISseEvent<T>, ISseKeyed<T>
    {
        var writer = new SseFrameWriter(stackalloc byte[8]);
        try
        {
            T.WriteKey(ref writer, value);
            return Encoding.UTF8.GetString(writer.Written);
        }
        finally { writer.Dispose(); }
    }
}
