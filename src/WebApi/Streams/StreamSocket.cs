using System.Net.Sockets;

namespace FeatureFlag.WebApi.Streams;

/// <summary>What the system keeps for a client that does not read, or is not there any more.</summary>
internal static class StreamSocket
{
    private const int SendBufferBytes = 32 * 1024;
    private const int Tcp = 6;
    private const int UserTimeout = 18;
    private static readonly byte[] Milliseconds = BitConverter.GetBytes(30_000);

    public static void Limit(Socket socket)
    {
        try
        {
            socket.SendBufferSize = SendBufferBytes; // the system's own may grow to megabytes
            if (OperatingSystem.IsLinux() && socket.AddressFamily != AddressFamily.Unix)
            {
                socket.SetRawSocketOption(Tcp, UserTimeout, Milliseconds); // a client that vanished is gone after a heartbeat, not after a quarter of an hour
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client has left in this moment.
        }
    }
}
