using FsCheck;
using FsCheck.Fluent;

namespace Sse.Tests.Hubs;

public class EventIdTests
{
    [Theory]
    [InlineData("k3f9x2ab-0", "k3f9x2ab", 0L, null)]
    [InlineData("k3f9x2ab-12345", "k3f9x2ab", 12345L, null)]
    [InlineData("a-9223372036854775807", "a", long.MaxValue, null)]
    [InlineData("a-7/ACME", "a", 7L, "ACME")]
    [InlineData("a-7/%41%43ME", "a", 7L, "ACME")]
    [InlineData("a-7/a%2Fb%7Eend", "a", 7L, "a/b~end")]
    [InlineData("a-7/K%C3%B6ln", "a", 7L, "Köln")]
    public void Reads_a_position_and_its_topic(string id, string epoch, long sequence, string? topic)
    {
        SsePosition.TryParse(id, out var position, out var read).ShouldBeTrue();
        position.ShouldBe(new SsePosition(epoch, sequence));
        read.ShouldBe(topic);
    }

    [Theory]
    [InlineData("a-7-x3")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("a-9223372036854775808")]
    [InlineData("a-007")]
    [InlineData("a-7.2/ACME")]
    public void Takes_later_forms_for_another_log(string id) => Form(id).ShouldBe(SseEventIdForm.Foreign);

    [Theory]
    [InlineData("a-xAAAAAAAAAAAAAAAAAAAA-_", null, null)]
    [InlineData("a-xAAAAAAAAAAAAAAAAAAAA-_/ACME", null, "ACME")]
    [InlineData("a-xAAAAAAAAAAAAAAAAAAAA-_.BBBBBBBBBBBBBBBBBBBBBB/ACME", "AAAAAAAAAAAAAAAAAAAA-_", "ACME")]
    public void A_hidden_position_is_kept_as_it_is(string id, string? snapshot, string? topic)
    {
        SsePosition.TryParse(id, out var position, out var read).ShouldBeTrue();
        read.ShouldBe(topic);
        (position.Epoch, position.SnapshotName, position.IsInSnapshot).ShouldBe(("a", snapshot, snapshot is not null));
        position.ToString().ShouldBe(id.Split('/')[0]);
        position.ShouldBe(SsePosition.Parse(position.ToString()));
        position.ShouldNotBe(new SsePosition("a", 0));
        Should.Throw<InvalidOperationException>(() => position.CompareTo(position));
    }

    [Theory]
    [InlineData("a-x")]
    [InlineData("a-x7")]
    [InlineData("a-xAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("a-xAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("a-xAAAAAAAAAAAAAAAAAAAAA.")]
    [InlineData("a-xAAAAAAAAAAAAAAAAAAAAAA.")]
    [InlineData("a-x.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("a-xAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("a-xAAAAAAAAAAAAAAAAAAAAA,.AAAAAAAAAAAAAAAAAAAAAA")]
    public void Takes_what_is_nearly_hidden_for_another_log(string id) => Form(id).ShouldBe(SseEventIdForm.Foreign);

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("-7")]
    [InlineData("a-")]
    [InlineData("A-7")]
    [InlineData("a-+7")]
    [InlineData("a- 7")]
    [InlineData("a-7/")]
    [InlineData("a-7/%4")]
    [InlineData("a-7/%zz")]
    [InlineData("a-7/%00")]
    [InlineData("a-7/%ff")]
    [InlineData("a-7/ü")]
    [InlineData("a-٧")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456-7")]
    public void Takes_anything_else_for_malformed(string id) => Form(id).ShouldBe(SseEventIdForm.Malformed);

    [Fact]
    public void Takes_an_id_that_is_too_long_for_malformed() =>
        Form("a-7/" + new string('x', SseEventId.MaxLength)).ShouldBe(SseEventIdForm.Malformed);

    [Theory]
    [InlineData("a-7~end")]
    [InlineData("a-7/ACME~end")]
    [InlineData("whatever~end")]
    public void Knows_the_end_of_a_stream(string id) => Form(id).ShouldBe(SseEventIdForm.End);

    [Fact]
    public void Any_topic_name_comes_back_from_an_id_as_it_went_in()
    {
        var checkedNames = 0;
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyString>(), text =>
        {
            var name = string.Concat(text.Get.Select(c => char.IsControl(c) ? (char)(c + 0x300) : c));
            if (SseTopicName.Check(name) is not null) return true;
            checkedNames++;
            Span<byte> encoded = stackalloc byte[SseTopicName.MaxEncodedBytes];
            var id = "e-1/" + System.Text.Encoding.ASCII.GetString(encoded[..SseTopicName.Encode(name, encoded)]);
            return !id.Contains('~', StringComparison.Ordinal)
                && string.Equals(id, "e-1/" + Uri.EscapeDataString(name).Replace("~", "%7E", StringComparison.Ordinal), StringComparison.Ordinal)
                && SsePosition.TryParse(id, out _, out var topic) && string.Equals(topic, name, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
        checkedNames.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_position_comes_back_from_its_text()
    {
        var position = new SsePosition("k3f9x2ab", 12345);
        position.ToString().ShouldBe("k3f9x2ab-12345");
        SsePosition.Parse(position.ToString()).ShouldBe(position);
        Should.Throw<FormatException>(() => SsePosition.Parse("42"));
    }

    private static SseEventIdForm Form(string id) => SseEventId.TryRead(id, out _, out _);
}
