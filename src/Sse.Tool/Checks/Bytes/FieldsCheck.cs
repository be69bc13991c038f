using System.Text;

namespace Sse.Tool.Checks.Bytes;

/// <summary>Each line has a name that clients know: others are ignored, without a word.</summary>
internal sealed class FieldsCheck() : Judgement(new("SSEC12", "field names", "HTML 9.2.6"))
{
    private const int Shown = 3;

    public override Finding Judge(Watched watched)
    {
        var recording = watched.Recording;
        HashSet<string> unknown = new(StringComparer.Ordinal);
        foreach (var line in recording.Lines)
        {
            if (line.Length == 0 || unknown.Count > Shown) continue;
            var field = recording.Field(line);
            if (field.Name.IsEmpty || field.Is("data"u8) || field.Is("event"u8) || field.Is("id"u8) || field.Is("retry"u8)) continue;
            unknown.Add(Say.Quoted(Encoding.UTF8.GetString(field.Name[..Math.Min(field.Name.Length, 200)])));
        }
        return unknown.Count == 0
            ? Info.Fine("data, event, id, retry and comments only")
            : Info.Warning($"{string.Join(", ", unknown.Take(Shown))}{(unknown.Count > Shown ? ", …" : "")}: clients ignore such lines; names are lower case, with nothing before and no space after");
    }
}
