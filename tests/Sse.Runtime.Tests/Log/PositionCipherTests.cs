using System.Text;

namespace Sse.Tests.Log;

public class PositionCipherTests
{
    private static readonly PositionBlock[] Blocks =
    [
        new(0, tag: null), new(1, tag: null), new(long.MaxValue, tag: null), new(7, "q7d2m0x4"), new(7, "a8c3d1"), new(7, tag: null, isSnapshot: true), new(7, "a8c3d1", isSnapshot: true),
    ];

    [Fact]
    public void A_block_comes_back_from_its_text_and_each_has_another()
    {
        var cipher = LogReading.Keys.CipherOf("e");
        foreach (var block in Blocks)
        {
            cipher.TryRead(cipher.Hide(block), out var read).ShouldBeTrue();
            read.ShouldBe(block);
        }
        Blocks.Select(block => cipher.Hide(block)).Distinct().Count().ShouldBe(Blocks.Length);
    }

    [Fact]
    public void The_same_place_has_the_same_text_in_every_process_that_has_the_key() =>
        LogReading.Keys.CipherOf("e").Hide(new PositionBlock(7, "a8c3d1")).ShouldBe(LogReading.Keys.CipherOf("e").Hide(new PositionBlock(7, "a8c3d1")));

    [Fact]
    public void Another_key_another_hub_and_another_log_can_not_read_it()
    {
        byte[] key = [.. Enumerable.Repeat((byte)1, 32)];
        byte[] shorter = key[..16];
        byte[] other = [.. Enumerable.Repeat((byte)2, 32)];
        var text = Cipher("hub", "e", key).Hide(new PositionBlock(7, tag: null));

        Cipher("hub", "e", key).TryRead(text, out _).ShouldBeTrue();
        Cipher("hub", "e", other, key).TryRead(text, out _).ShouldBeTrue();
        Cipher("hub", "e", other, key).Hide(new PositionBlock(7, tag: null)).ShouldBe(Cipher("hub", "e", other).Hide(new PositionBlock(7, tag: null)));
        foreach (var stranger in new[] { Cipher("hub", "e", other), Cipher("hub", "e", shorter), Cipher("other", "e", key), Cipher("hub", "f", key) })
        {
            stranger.TryRead(text, out _).ShouldBeFalse();
            stranger.Hide(new PositionBlock(7, tag: null)).ShouldNotBe(text);
        }

        static PositionCipher Cipher(string hub, string epoch, params byte[][] keys) => PositionKeys.Of(hub, keys)!.CipherOf(epoch);
    }

    [Fact]
    public void A_text_with_one_character_changed_is_none()
    {
        var cipher = LogReading.Keys.CipherOf("e");
        var text = cipher.Hide(new PositionBlock(1_000_000, "a8c3d1"));
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var character in "AQgwBZaz09-_")
            {
                var changed = text[..i] + character + text[(i + 1)..];
                cipher.TryRead(changed, out _).ShouldBe(changed == text, changed);
            }
            cipher.TryRead(text.AsSpan(0, i), out _).ShouldBeFalse();
        }
        cipher.TryRead(text + "A", out _).ShouldBeFalse();
        cipher.TryRead(text[..^2] + "é" + text[^1], out _).ShouldBeFalse();
    }

    [Fact]
    public void Texts_tell_neither_order_nor_distance()
    {
        var cipher = LogReading.Keys.CipherOf("e");
        // By any one character, texts of counted places go up about as often as down.
        foreach (var step in (int[])[1, 1_000])
        {
            var texts = Enumerable.Range(1, 4_000).Select(i => cipher.Hide(new PositionBlock(i * (long)step, tag: null))).ToList();
            for (var character = 0; character < SseEventId.HiddenLength - 1; character++)
            {
                var (up, down) = (0, 0);
                for (var i = 1; i < texts.Count; i++)
                {
                    if (texts[i][character] > texts[i - 1][character]) up++;
                    if (texts[i][character] < texts[i - 1][character]) down++;
                }
                (up / (double)(up + down)).ShouldBeInRange(0.45, 0.55, $"step {step}, character {character}");
            }
        }
    }

    [Fact]
    public void A_hidden_id_is_that_of_its_sequence_wherever_it_comes_from_and_allocates_nothing()
    {
        var cipher = LogReading.Keys.CipherOf("e");
        var id = new IdText("id: e-x"u8.ToArray(), cipher);
        foreach (var (sequence, tag) in ((long, string?)[])[(1, null), (2, null), (2, null), (9, null), (10, null), (11, "aaaaaa"), (12, "aaaaaa"), (12, "bbbbbb"), (7, null), (long.MaxValue, null)])
        {
            id.MoveTo(sequence, tag);
            Encoding.ASCII.GetString(id.Span).ShouldBe("id: e-x" + cipher.Hide(new PositionBlock(sequence, tag)));
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var sequence = 100; sequence < 1_100; sequence++) id.MoveTo(sequence);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
