using System.Buffers;
using System.Text;

namespace Sse.Tool.Checks.Bytes;

/// <summary>The bytes are UTF-8, wherever they are cut into pieces.</summary>
internal sealed class Utf8Check() : Judgement(new("SSEC10", "UTF-8", "HTML 9.2.5"))
{
    public override Finding Judge(Watched watched)
    {
        var rest = watched.Recording.Bytes;
        while (!rest.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(rest, out _, out var length);
            if (status is OperationStatus.InvalidData)
                return Info.Error(Say.Text($"byte {watched.Recording.Bytes.Length - rest.Length:#,0}, 0x{rest[0]:X2}, is no UTF-8: clients read U+FFFD in its place"));
            if (status is not OperationStatus.Done) break;
            rest = rest[length..];
        }
        return Info.Fine(Say.Text($"{watched.Recording.Bytes.Length:#,0} bytes"));
    }
}
