using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace FeatureFlag.WebApi.Http;

/// <summary>Reads a whole body at once, mostly without copying it.</summary>
internal static class RequestBytes
{
    /// <param name="request">Nothing read yet.</param>
    /// <param name="read">Makes of the bytes (without a byte order mark) what is needed; they are gone when it returns.</param>
    /// <exception cref="BadHttpRequestException">The body is larger than the server takes, or ended too soon.</exception>
    public static async ValueTask<T> ReadAsync<T>(HttpRequest request, Func<ReadOnlySpan<byte>, T> read)
    {
        var body = request.BodyReader;
        ReadResult result;
        while (true)
        {
            result = await body.ReadAsync(request.HttpContext.RequestAborted);
            if (result.IsCompleted)
            {
                break;
            }

            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }

        try
        {
            var bytes = result.Buffer.IsSingleSegment ? result.Buffer.FirstSpan : result.Buffer.ToArray();
            return read(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
        }
        finally
        {
            body.AdvanceTo(result.Buffer.End);
        }
    }
}
